import { type Tx, transaction } from '@onecampus/database';
import { type CardKind, findProfile, type PersonProfile } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardNumber } from '@onecampus/pass-codes';
import type { CardDesk } from '../card-desk.ts';
import { cardIssued } from '../events.ts';
import { type CardView, cardView } from '../rules/card-view.ts';
import { issuingUniversity } from '../rules/issuing-university.ts';
import type { Operator } from '../rules/operator.ts';
import { refuseOwnRecord } from '../rules/refuse-own-record.ts';
import type { RequestOnce } from '../rules/request-once.ts';
import { closePassed } from '../store/close-passed.ts';
import { handOut } from '../store/hand-out.ts';
import { onceForKey } from '../store/once-for-key.ts';
import { withCardNumber } from '../store/with-card-number.ts';

export interface IssueCard {
  readonly by: Operator;
  readonly personId: string;
  /** Scanned from pre-printed plastic; without it a number is drawn. */
  readonly number?: CardNumber | undefined;
  /** A temporary or a visitor's card, and when it ends by itself; a shared one ends with its holder's affiliations. */
  readonly passing?: { readonly kind: Exclude<CardKind, 'shared'>; readonly until: Date } | undefined;
  readonly once?: RequestOnce | undefined;
}

/**
 * Gives a person a card that is live at once. One whose time is up is closed on the way, so that nobody waits for the job.
 *
 * @throws DomainError `person.unknown`, `person.own_record`, `card.not_entitled`, `card.already_live`, `card.number_taken`,
 *   `card.end_unfit`.
 */
export async function issueCard(desk: CardDesk, order: IssueCard): Promise<CardView> {
  const issued = await withCardNumber(order.number, desk.drawNumber, (number) =>
    transaction(desk.db, (tx) => onceForKey(tx, order.once, () => issueInside(tx, desk, order, number))),
  );
  desk.waker.wake();
  return issued;
}

async function issueInside(tx: Tx, desk: CardDesk, order: IssueCard, number: CardNumber): Promise<CardView> {
  const now = desk.clock.now();
  const holder = await personAtDesk(tx, order.personId);
  refuseOwnRecord(order.by, holder.personId);
  await closePassed(tx, holder.personId, now);
  const card = await handOut(
    tx,
    {
      id: desk.newId(),
      personId: holder.personId,
      number,
      issuedByUniversityId: issuingUniversity(holder, order.by, order.passing?.kind),
      validFrom: now,
      ...(order.passing ? { kind: order.passing.kind, validUntil: order.passing.until } : {}),
      changedBy: order.by.actor,
    },
    desk.newId(),
  );
  await cardIssued(tx, order.by, card);
  return cardView(card, holder.affiliations, now);
}

async function personAtDesk(tx: Tx, personId: string): Promise<PersonProfile> {
  const profile = await findProfile(tx, personId);
  if (!profile) throw new DomainError('person.unknown', 'The directory knows no such person.');
  return profile;
}
