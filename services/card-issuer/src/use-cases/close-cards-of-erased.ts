import { type Tx, transaction } from '@onecampus/database';
import { changeCardState, destroyBlocksOfErased, findCardById, killCredentials } from '@onecampus/directory';
import type { CardDesk } from '../card-desk.ts';
import { cardClosed } from '../events.ts';
import { endOfCard, forgetAnswersAbout, listCardsOfErased } from '../store/erased-holders.ts';

const cards_max = 500;
const actor = 'service:card-issuer';

/**
 * Closes the cards of erased people and destroys what libraries wrote about them; returns how many cards moved. It compares with the directory instead of following the feed, so
 * that nothing is missed however long this service was away; no gate opens meanwhile, for there is no affiliation left.
 */
export async function closeCardsOfErased(desk: CardDesk): Promise<number> {
  let moved = 0;
  for (;;) {
    const ids = await listCardsOfErased(desk.db, cards_max);
    for (const id of ids) if (await transaction(desk.db, (tx) => closeCard(tx, id))) moved += 1;
    if (ids.length < cards_max) break;
  }
  await destroyBlocksOfErased(desk.db);
  if (moved > 0) desk.waker.wake();
  return moved;
}

async function closeCard(tx: Tx, id: string): Promise<boolean> {
  const card = await findCardById(tx, id);
  const state = card && endOfCard[card.state];
  if (!card || !state) return false;
  const closed = await changeCardState(tx, {
    cardId: id,
    version: card.version,
    state,
    reason: 'erased',
    changedBy: actor,
  });
  if (!closed) return false;
  await killCredentials(tx, id);
  await forgetAnswersAbout(tx, card.personId);
  await cardClosed(tx, { actor }, closed);
  return true;
}
