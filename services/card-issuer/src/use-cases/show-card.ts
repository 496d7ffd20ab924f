import { findCardByNumber, recordAudit } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardNumber } from '@onecampus/pass-codes';
import type { CardDesk } from '../card-desk.ts';
import type { CardView } from '../rules/card-view.ts';
import type { Operator } from '../rules/operator.ts';
import { viewOf } from '../store/view-of.ts';

/** One card by its number; the look is audited under its holder. @throws DomainError `card.unknown`. */
export async function showCard(
  desk: CardDesk,
  { by, number }: { readonly by: Operator; readonly number: CardNumber },
): Promise<CardView> {
  const card = await findCardByNumber(desk.db, number);
  if (!card) throw new DomainError('card.unknown', 'There is no card with this number.');
  await recordAudit(desk.db, { actor: by.actor, action: 'person.viewed', subject: `person:${card.personId}` });
  return viewOf(desk.db, card, desk.clock.now());
}
