import { findProfile, listCardsOfPerson, recordAudit } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';
import { type CardView, cardView } from '../rules/card-view.ts';
import type { Operator } from '../rules/operator.ts';

/** Every card a person ever had, the newest first; the look is audited. @throws DomainError `person.unknown`. */
export async function showCardsOfPerson(
  desk: CardDesk,
  { by, personId }: { readonly by: Operator; readonly personId: string },
): Promise<CardView[]> {
  const profile = await findProfile(desk.db, personId);
  if (!profile) throw new DomainError('person.unknown', 'The directory knows no such person.');
  await recordAudit(desk.db, { actor: by.actor, action: 'person.viewed', subject: `person:${personId}` });
  const cards = await listCardsOfPerson(desk.db, personId);
  return cards.map((card) => cardView(card, profile.affiliations, desk.clock.now()));
}
