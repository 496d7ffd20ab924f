import {
  type CardEvent,
  type EffectiveAffiliation,
  findBirthYear,
  findProfile,
  fullName,
  listCardEventsOfPerson,
  listCardsOfPerson,
  listUniversities,
  recordAudit,
  recordDisclosures,
  type University,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';
import { type CardView, cardView } from '../rules/card-view.ts';
import { disclosedAtDesk } from '../rules/disclosed-at-desk.ts';
import type { Operator } from '../rules/operator.ts';
import { isOwnRecord } from '../rules/refuse-own-record.ts';

const events_max = 30;

/** Just what a librarian needs to give a card to the right person. */
export interface ReaderAtDesk {
  readonly personId: string;
  readonly name: string;
  readonly birthYear: number | undefined;
  /** The university that gives the name. */
  readonly homeUniversityId: string;
  readonly affiliations: readonly EffectiveAffiliation[];
  /** The newest first. */
  readonly cards: readonly CardView[];
  readonly events: readonly CardEvent[];
  /** The reader is the librarian himself: he may look, a colleague has to act. */
  readonly own: boolean;
  readonly universities: readonly University[];
}

/** Shows one person at the desk; the look is audited. @throws DomainError `person.unknown`. */
export async function showReader(
  desk: CardDesk,
  { by, personId }: { readonly by: Operator; readonly personId: string },
): Promise<ReaderAtDesk> {
  const profile = await findProfile(desk.db, personId);
  if (!profile) throw new DomainError('person.unknown', 'The directory knows no such person.');
  await recordAudit(desk.db, {
    actor: by.actor,
    action: 'person.viewed',
    subject: `person:${personId}`,
    ...(by.universityId === undefined ? {} : { universityId: by.universityId }),
    details: { fields: ['name', 'birth_year', 'affiliations', 'cards'] },
  });
  await recordDisclosures(desk.db, disclosedAtDesk(profile, by));
  const [birthYear, cards, events, universities] = await Promise.all([
    findBirthYear(desk.db, personId),
    listCardsOfPerson(desk.db, personId),
    listCardEventsOfPerson(desk.db, personId, events_max),
    listUniversities(desk.db),
  ]);
  return {
    personId,
    name: fullName(profile),
    birthYear,
    homeUniversityId: profile.universityId,
    affiliations: profile.affiliations,
    cards: cards.map((card) => cardView(card, profile.affiliations, desk.clock.now())),
    events,
    own: isOwnRecord(by, personId),
    universities,
  };
}
