import { findCardByNumber, findPeopleByIdentifier, type IdentifierScheme, recordAudit } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';
import type { Operator } from '../rules/operator.ts';
import { type Candidate, pickReader, type ReaderChoice } from '../rules/pick-reader.ts';
import { looksLikeCard, readScan, type Scan } from '../rules/read-scan.ts';

export type FoundReader =
  | { readonly kind: 'one'; readonly personId: string }
  /** The number exists at several universities: ask which, before anybody's name is shown. */
  | { readonly kind: 'choose'; readonly choices: readonly ReaderChoice[] };

/**
 * Whose card, student number, employee number or eppn was scanned. Never guesses: two possible people are a question, and a
 * card that was read badly is a refusal. Only who is then looked at is audited with the person (`show-reader`); here it is
 * that somebody searched, without what for.
 *
 * @throws DomainError `card.number_unfit` (its `fault` says how the number was misread), `person.unknown`.
 */
export async function findReader(
  desk: CardDesk,
  order: { readonly by: Operator; readonly scanned: string; readonly chosen?: ReaderChoice | undefined },
): Promise<FoundReader> {
  const scan = readScan(order.scanned);
  if (scan.kind === 'empty') throw unfit('empty', 'Nothing was scanned.');
  if (scan.kind === 'garbled') throw unfit('unexpected_characters', 'The scan has control characters in it.');
  if (scan.kind === 'too_long') throw unfit('wrong_length', 'The scan is too long to be one number.');
  const candidates = await candidatesOf(desk, scan);
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
): Promise<Candidate[]> {
  const schemes: IdentifierScheme[] = scan.kind === 'eppn' ? ['eppn'] : ['student_number', 'employee_number'];
  const people = await findPeopleByIdentifier(desk.db, { value: scan.text, schemes });
  const candidates = people.map(({ personId, scheme, scope }): Candidate => ({ personId, scheme, scope }));
  const card = scan.kind === 'card' ? await findCardByNumber(desk.db, scan.number) : undefined;
  return card ? [{ personId: card.personId, scheme: 'card', scope: '' }, ...candidates] : candidates;
}

function unfit(fault: string, message: string): DomainError {
  return new DomainError('card.number_unfit', message, { details: { fault } });
}
