import { createHash } from 'node:crypto';
import type { MatchRecord } from './match-record.ts';
import { keyOfFolded } from './name-key-of.ts';
import { fullNamesOf } from './names/known-given.ts';
import { prepareRecord } from './prepare-record.ts';

/**
 * How many candidates a caller compares at most. Read them key by key in the order given: the first keys are the strongest,
 * so what a cap cuts off shares nothing but a frequent name.
 */
export const candidates_max = 50;

/**
 * At most six short texts (ASCII where the name is Latin or Cyrillic, at most 40 bytes) of which two records of one human
 * almost surely share one. Strongest first:
 * national number · ORCID · e-mail · birth date with the beginning of the family name (married names fail here) · birth date
 * with the beginning of the given name (married names meet here; swapped cells meet in both) · the whole name without the
 * date (swapped day and month, a wrong digit).
 */
export function blockingKeysOf(record: MatchRecord): string[] {
  const { family, given, patronymic, birthDate, email, orcid } = prepareRecord(record);
  const keys: string[] = [];
  if (record.nationalNumberMark !== null) keys.push(`n:${record.nationalNumberMark.slice(0, 32)}`);
  if (orcid !== '') keys.push(`o:${orcid}`);
  if (email !== '') keys.push(`e:${hash(email)}`);
  const day = birthDate.replaceAll('-', '');
  if (day !== '' && family !== '') keys.push(`d:${day}:${beginning(family)}`);
  if (day !== '' && given !== '') keys.push(`d:${day}:${beginning(fullNamesOf(given)[0] ?? given)}`);
  if (family !== '' && given !== '') keys.push(`f:${hash(`${keyOfFolded(family, given)}|${patronymic}`)}`);
  return [...new Set(keys)];
}

function beginning(name: string): string {
  return [...name].slice(0, 3).join('');
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 24);
}
