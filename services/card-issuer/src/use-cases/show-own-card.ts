import {
  findProfile,
  fullName,
  listCardEventsOfPerson,
  listCardsOfPerson,
  listUniversities,
  type University,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';
import { type CardView, cardView } from '../rules/card-view.ts';
import { mayResume } from '../rules/may-resume.ts';
import { presentCard } from '../rules/present-card.ts';

/** The last suspension is among the last few events: nothing but a move out of it follows. */
const events_max = 10;

export interface OwnCard {
  readonly name: string;
  readonly home: University;
  /** The one that the person carries, else the last one; `undefined` for who never had one. */
  readonly card: CardView | undefined;
  /** He stopped it himself and not too long ago. */
  readonly mayResume: boolean;
  /** Some affiliation is in effect, so a library will issue or renew a card. */
  readonly entitled: boolean;
}

/** What a person carries himself. @throws DomainError `person.unknown`. */
export async function showOwnCard(desk: CardDesk, personId: string): Promise<OwnCard> {
  const profile = await findProfile(desk.db, personId);
  if (!profile) throw new DomainError('person.unknown', 'The directory knows no such person.');
  const [cards, events, universities] = await Promise.all([
    listCardsOfPerson(desk.db, personId),
    listCardEventsOfPerson(desk.db, personId, events_max),
    listUniversities(desk.db),
  ]);
  const card = presentCard(cards) ?? cards[0];
  return {
    name: fullName(profile),
    home: universities.find((one) => one.id === profile.universityId)!,
    card: card && cardView(card, profile.affiliations, desk.clock.now()),
    mayResume: card !== undefined && mayResume(card, events, profile.personId, desk.clock.now()),
    entitled: profile.affiliations.length > 0,
  };
}
