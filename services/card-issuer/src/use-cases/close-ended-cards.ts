import { type Tx, transaction } from '@onecampus/database';
import {
  changeCardState,
  findCardById,
  killCredentials,
  listCardsOfTheGone,
  listPassedCards,
} from '@onecampus/directory';
import type { CardDesk } from '../card-desk.ts';
import { cardClosed } from '../events.ts';

const cards_max = 500;
const actor = 'service:card-issuer';

/**
 * Closes cards whose time is up: temporary and visitors' ones at once, shared ones `grace_days` after their holder's last
 * affiliation. Returns how many. Nothing waits for it, for "expired" is derived: it only makes an end final, so that what has
 * ended is not found again by a window that opens a year later. It compares with the directory instead of following the feed.
 */
export async function closeEndedCards(desk: CardDesk, grace_days: number): Promise<number> {
  const now = desk.clock.now();
  const cutoff = new Date(now.getTime() - grace_days * 86_400_000);
  const closed =
    (await closeAll(desk, () => listPassedCards(desk.db, now, cards_max), 'ended')) +
    (await closeAll(desk, () => listCardsOfTheGone(desk.db, cutoff, cards_max), 'affiliation_ended'));
  if (closed > 0) desk.waker.wake();
  return closed;
}

async function closeAll(desk: CardDesk, list: () => Promise<string[]>, reason: string): Promise<number> {
  let closed = 0;
  for (;;) {
    const ids = await list();
    let now = 0;
    for (const id of ids) if (await transaction(desk.db, (tx) => closeCard(tx, id, reason))) now += 1;
    closed += now;
    if (ids.length < cards_max || now === 0) return closed;
  }
}

async function closeCard(tx: Tx, id: string, reason: string): Promise<boolean> {
  const card = await findCardById(tx, id);
  if (!card) return false;
  const closed = await changeCardState(tx, {
    cardId: id,
    version: card.version,
    state: 'closed',
    reason,
    changedBy: actor,
  });
  if (!closed) return false;
  await killCredentials(tx, id);
  await cardClosed(tx, { actor }, closed);
  return true;
}
