import { type Tx, transaction } from '@onecampus/database';
import { findProfile, killCredentials } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardNumber } from '@onecampus/pass-codes';
import type { CardDesk } from '../card-desk.ts';
import { cardReplaced } from '../events.ts';
import type { CardName } from '../rules/card-name.ts';
import { type CardView, cardView } from '../rules/card-view.ts';
import { issuingUniversity } from '../rules/issuing-university.ts';
import type { Operator } from '../rules/operator.ts';
import { refuseOwnRecord } from '../rules/refuse-own-record.ts';
import type { RequestOnce } from '../rules/request-once.ts';
import { handOut } from '../store/hand-out.ts';
import { moveCard } from '../store/move-card.ts';
import { namedCard } from '../store/named-card.ts';
import { onceForKey } from '../store/once-for-key.ts';
import { withCardNumber } from '../store/with-card-number.ts';

export interface ReplaceCard {
  readonly by: Operator;
  /** The card whose number will never live again. */
  readonly card: CardName;
  readonly number?: CardNumber | undefined;
  readonly once?: RequestOnce | undefined;
}

/**
 * Ends a card for ever and puts a new live one in its place, both or neither. Returns the new one.
 *
 * @throws DomainError `card.unknown`, `person.own_record`, `person.unknown`, `card.not_entitled`,
 *   `card.state_change_refused`, `card.changed_meanwhile`, `card.already_live`, `card.number_taken`.
 */
export async function replaceCard(desk: CardDesk, order: ReplaceCard): Promise<CardView> {
  const successor = await withCardNumber(order.number, desk.drawNumber, (number) =>
    transaction(desk.db, (tx) => onceForKey(tx, order.once, () => replaceInside(tx, desk, order, number))),
  );
  desk.waker.wake();
  return successor;
}

async function replaceInside(tx: Tx, desk: CardDesk, order: ReplaceCard, number: CardNumber): Promise<CardView> {
  const now = desk.clock.now();
  const card = await namedCard(tx, order.card);
  refuseOwnRecord(order.by, card.personId);
  const holder = await findProfile(tx, card.personId);
  if (!holder) throw new DomainError('person.unknown', 'The directory does not know the holder of this card any more.');
  const old = await moveCard(tx, card, { state: 'replaced', reason: 'replaced', by: order.by });
  await killCredentials(tx, old.id);
  // A visitor stays one until a university counts him among its people.
  const visitor = card.kind === 'visitor' && holder.affiliations.length === 0;
  const successor = await handOut(
    tx,
    {
      id: desk.newId(),
      personId: holder.personId,
      number,
      issuedByUniversityId: visitor
        ? (order.by.universityId ?? card.issuedByUniversityId)
        : issuingUniversity(holder, order.by),
      ...(visitor ? { kind: 'visitor', validUntil: card.validUntil ?? undefined } : {}),
      validFrom: now,
      replaces: old.id,
      changedBy: order.by.actor,
    },
    desk.newId(),
  );
  await cardReplaced(tx, order.by, old, successor);
  return cardView(successor, holder.affiliations, now);
}
