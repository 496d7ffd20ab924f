import {
  type CardEvent,
  type EffectiveAffiliation,
  findBirthYear,
  findProfile,
  fullName,
  isRevocationAsked,
  type ListedBlock,
  listBlocksOfPerson,
  listCardEventsOfPerson,
  listCardsOfPerson,
  listUniversities,
  readBlockNotes,
  recordAudit,
  recordDisclosures,
  type University,
  withinUniversity,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';
import { type CardView, cardView } from '../rules/card-view.ts';
import { disclosedAtDesk } from '../rules/disclosed-at-desk.ts';
import type { Operator } from '../rules/operator.ts';
import { isOwnRecord } from '../rules/refuse-own-record.ts';

const events_max = 30;
const blocks_max = 30;

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
  /** The newest first, lifted ones included. */
  readonly blocks: readonly ListedBlock[];
  /** By block: what the librarian's own universities wrote down for themselves. */
  readonly notes: ReadonlyMap<string, string>;
  readonly now: Date;
  /** A revocation of one of the cards waits for its second librarian. */
  readonly revocationAsked: boolean;
  /** The reader is the librarian himself: he may look, a colleague has to act. */
  readonly own: boolean;
  readonly universities: readonly University[];
}

/** Shows one person at the desk; the look is audited. @throws DomainError `person.unknown`. */
export async function showReader(
  desk: CardDesk,
  {
    by,
    personId,
    universityIds,
  }: { readonly by: Operator; readonly personId: string; readonly universityIds: readonly string[] },
): Promise<ReaderAtDesk> {
  const profile = await findProfile(desk.db, personId);
  if (!profile) throw new DomainError('person.unknown', 'The directory knows no such person.');
  await recordAudit(desk.db, {
    actor: by.actor,
    action: 'person.viewed',
    subject: `person:${personId}`,
    ...(by.universityId === undefined ? {} : { universityId: by.universityId }),
    details: { fields: ['name', 'birth_year', 'affiliations', 'cards', 'blocks'] },
  });
  await recordDisclosures(desk.db, disclosedAtDesk(profile, by));
  const [birthYear, cards, events, universities, blocks, revocationAsked] = await Promise.all([
    findBirthYear(desk.db, personId),
    listCardsOfPerson(desk.db, personId),
    listCardEventsOfPerson(desk.db, personId, events_max),
    listUniversities(desk.db),
    listBlocksOfPerson(desk.db, personId, blocks_max),
    isRevocationAsked(desk.db, personId),
  ]);
  return {
    personId,
    name: fullName(profile),
    birthYear,
    homeUniversityId: profile.universityId,
    affiliations: profile.affiliations,
    cards: cards.map((card) => cardView(card, profile.affiliations, desk.clock.now())),
    events,
    blocks,
    notes: await notesOf(desk, blocks, universityIds),
    now: desk.clock.now(),
    revocationAsked,
    own: isOwnRecord(by, personId),
    universities,
  };
}

/** Read university by university: in the name of one, no other's texts exist. */
async function notesOf(
  desk: CardDesk,
  blocks: readonly ListedBlock[],
  universityIds: readonly string[],
): Promise<Map<string, string>> {
  const notes = new Map<string, string>();
  for (const universityId of universityIds) {
    const own = blocks.filter((block) => block.universityId === universityId).map((block) => block.id);
    if (own.length === 0) continue;
    const read = await withinUniversity(desk.db, universityId, (tx) => readBlockNotes(tx, own));
    for (const [id, text] of read) notes.set(id, text);
  }
  return notes;
}
