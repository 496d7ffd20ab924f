import { type Tx, transaction } from '@onecampus/database';
import { type Card, type CardEvent, killCredentials, listCardEventsOfPerson } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';
import { cardClosed, cardReactivated } from '../events.ts';
import type { CardName } from '../rules/card-name.ts';
import type { Operator } from '../rules/operator.ts';
import { refuseOwnRecord } from '../rules/refuse-own-record.ts';
import { undoMove } from '../rules/undo-move.ts';
import { moveCard } from '../store/move-card.ts';
import { namedCard } from '../store/named-card.ts';

const events_max = 5;

/**
 * Takes back what this librarian did with a card a moment ago, without a reason: a suspension, a loss, or a card that was given
 * to the wrong person (its number is then used up). It is a move that the table has, like any other, and stands in the history;
 * what has no way back — stolen, damaged, replaced — is not undone.
 *
 * @throws DomainError `card.undo_late` for what is older, another's, or has no way back; `card.unknown`,
 *   `card.changed_meanwhile`, `person.own_record`.
 */
export async function undoLast(
  desk: CardDesk,
  order: { readonly by: Operator; readonly card: CardName },
): Promise<void> {
  await transaction(desk.db, async (tx) => {
    const card = await namedCard(tx, order.card);
    refuseOwnRecord(order.by, card.personId);
    const last = await lastEventOf(tx, card);
    const to = last && undoMove(last, order.by.actor, desk.clock.now());
    if (!to) throw new DomainError('card.undo_late', 'This cannot be undone any more.');
    const moved = await moveCard(tx, card, { state: to, reason: 'undone', by: order.by });
    if (to === 'active') return cardReactivated(tx, order.by, moved);
    await killCredentials(tx, moved.id);
    return cardClosed(tx, order.by, moved);
  });
  desk.waker.wake();
}

async function lastEventOf(tx: Tx, card: Card): Promise<CardEvent | undefined> {
  const events = await listCardEventsOfPerson(tx, card.personId, events_max);
  return events.find((event) => event.cardId === card.id && event.sequence === card.version);
}
