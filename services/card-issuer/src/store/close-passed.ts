import type { Tx } from '@onecampus/database';
import { changeCardState, killCredentials, listCardsOfPerson } from '@onecampus/directory';
import { cardClosed } from '../events.ts';

const actor = 'service:card-issuer';

/** Closes a person's temporary and visitor's cards whose time is up. */
export async function closePassed(tx: Tx, personId: string, now: Date): Promise<void> {
  for (const card of await listCardsOfPerson(tx, personId)) {
    const live = card.state === 'active' || card.state === 'suspended';
    if (card.kind === 'shared' || !live || !card.validUntil || card.validUntil > now) continue;
    const closed = await changeCardState(tx, {
      cardId: card.id,
      version: card.version,
      state: 'closed',
      reason: 'ended',
      changedBy: actor,
    });
    if (!closed) continue;
    await killCredentials(tx, card.id);
    await cardClosed(tx, { actor }, closed);
  }
}
