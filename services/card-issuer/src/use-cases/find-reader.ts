import {
  findCardByNumber,
  findHolderOfOldBarcode,
  findPeopleByIdentifier,
  type IdentifierScheme,
  type ListedPerson,
  listUniversities,
  recordAudit,
  searchPeople,
  withinUniversity,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';
import { looksLikeName } from '../rules/looks-like-name.ts';
import type { Operator } from '../rules/operator.ts';
import { type Candidate, pickReader, type ReaderChoice } from '../rules/pick-reader.ts';
import { looksLikeCard, readScan, type Scan } from '../rules/read-scan.ts';

export type FoundReader =
  | { readonly kind: 'one'; readonly personId: string }
  /** The number exists at several universities: ask which, before anybody's name is shown. */
  | { readonly kind: 'choose'; readonly choices: readonly ReaderChoice[] }
  /** A name was typed: people of the librarian's own universities; `near` where nobody is spelled so. */
  | { readonly kind: 'people'; readonly people: readonly ListedPerson[]; readonly near: boolean };

/**
 * Whose card, student number, employee number or eppn was scanned. Never guesses: two possible people are a question, and a
 * card that was read badly is a refusal. A name finds people of the librarian's own universities, in either alphabet, and is
 * always a question. Only who is then looked at is audited with the person (`show-reader`); here it is
 * that somebody searched, without what for.
 *
 * @throws DomainError `card.number_unfit` (its `fault` says how the number was misread), `person.unknown`.
 */
export async function findReader(
  desk: CardDesk,
  order: {
    readonly by: Operator;
    /** Whom the librarian serves: their old bar codes are known here, and their people by name. */
    readonly universityIds: readonly string[];
    readonly scanned: string;
    readonly chosen?: ReaderChoice | undefined;
  },
): Promise<FoundReader> {
  const scan = readScan(order.scanned);
  if (scan.kind === 'empty') throw unfit('empty', 'Nothing was scanned.');
  if (scan.kind === 'garbled') throw unfit('unexpected_characters', 'The scan has control characters in it.');
  if (scan.kind === 'too_long') throw unfit('wrong_length', 'The scan is too long to be one number.');
  const candidates = await candidatesOf(desk, scan, order.universityIds);
  const named = candidates.length === 0 && looksLikeName(scan.text);
  if (named) return peopleNamed(desk, order.by, scan.text, order.universityIds);
  const picked = pickReader(candidates, {
    chosen: order.chosen,
    doubtful: scan.kind === 'number' && scan.damagedCard,
  });
  await recordAudit(desk.db, { actor: order.by.actor, action: 'person.searched', details: { outcome: picked.kind } });
  if (picked.kind !== 'nobody') return picked;
  if (scan.kind === 'number' && looksLikeCard(scan)) throw unfit(scan.fault, 'This card number was misread.');
  throw new DomainError('person.unknown', 'Nobody has this number.', { details: { scanned: scan.kind } });
}

async function candidatesOf(
  desk: CardDesk,
  scan: Exclude<Scan, { kind: 'empty' | 'too_long' | 'garbled' }>,
  universityIds: readonly string[],
): Promise<Candidate[]> {
  const schemes: IdentifierScheme[] = scan.kind === 'eppn' ? ['eppn'] : ['student_number', 'employee_number'];
  const people = await findPeopleByIdentifier(desk.db, { value: scan.text, schemes });
  const candidates = people.map(({ personId, scheme, scope }): Candidate => ({ personId, scheme, scope }));
  const card = scan.kind === 'card' ? await findCardByNumber(desk.db, scan.number) : undefined;
  const old = scan.kind === 'eppn' ? [] : await holdersOfOldBarcode(desk, scan.text, universityIds);
  const shared: Candidate[] = card ? [{ personId: card.personId, scheme: 'card', scope: '' }] : [];
  return [...shared, ...old, ...candidates];
}

async function holdersOfOldBarcode(
  desk: CardDesk,
  value: string,
  universityIds: readonly string[],
): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const universityId of universityIds) {
    const personId = await findHolderOfOldBarcode(desk.db, universityId, value);
    if (personId === undefined) continue;
    const university = (await listUniversities(desk.db)).find((one) => one.id === universityId);
    found.push({ personId, scheme: 'old_barcode', scope: university?.homeOrganization ?? '' });
  }
  return found;
}

const listed_max = 20;

async function peopleNamed(
  desk: CardDesk,
  by: Operator,
  text: string,
  universityIds: readonly string[],
): Promise<FoundReader> {
  const people = new Map<string, ListedPerson>();
  let near = false;
  for (const universityId of universityIds) {
    const page = await withinUniversity(desk.db, universityId, (tx) => searchPeople(tx, { text, limit: listed_max }));
    if (page.near) near = true;
    for (const person of page.people) people.set(person.personId, person);
  }
  const details = { outcome: 'named', people: people.size };
  await recordAudit(desk.db, { actor: by.actor, action: 'person.searched', details });
  if (people.size === 0)
    throw new DomainError('person.unknown', 'Nobody has this name.', { details: { scanned: 'name' } });
  return { kind: 'people', people: [...people.values()].slice(0, listed_max), near };
}

function unfit(fault: string, message: string): DomainError {
  return new DomainError('card.number_unfit', message, { details: { fault } });
}
