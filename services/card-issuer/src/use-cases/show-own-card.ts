import {
  findProfile,
  fullName,
  type ListedBlock,
  listBlocksOfPerson,
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
import { standingBlocks } from '../rules/standing-blocks.ts';

/** The last suspension is among the last few events: nothing but a move out of it follows. */
const events_max = 10;
const blocks_max = 100;

export interface OwnCard {
  readonly name: string;
  readonly home: University;
  readonly universities: readonly University[];
  /** Those that hold now. */
  readonly blocks: readonly ListedBlock[];
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
  const [cards, events, universities, blocks] = await Promise.all([
    listCardsOfPerson(desk.db, personId),
    listCardEventsOfPerson(desk.db, personId, events_max),
    listUniversities(desk.db),
    listBlocksOfPerson(desk.db, personId, blocks_max),
  ]);
  const card = presentCard(cards) ?? cards[0];
  return {
    name: fullName(profile),
    home: universities.find((one) => one.id === profile.universityId)!,
    universities,
    blocks: standingBlocks(blocks, desk.clock.now()),
    card: card && cardView(card, profile.affiliations, desk.clock.now()),
    mayResume: card !== undefined && mayResume(card, events, profile.personId, desk.clock.now()),
    entitled: profile.affiliations.length > 0,
  };
}
