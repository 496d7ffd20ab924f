import type { MatchRecord } from './match-record.ts';
import { foldedKey } from './names/folded-key.ts';
import { fullNamesOf } from './names/known-given.ts';

/** Folded words by which a person is found, whatever alphabet the seeker types; at most twelve, each once. */
export function searchKeysOf(record: Pick<MatchRecord, 'familyName' | 'givenName' | 'patronymic'>): string[] {
  const given = foldedKey(record.givenName);
  const words = [record.familyName, record.patronymic].flatMap((name) => foldedKey(name).split(' '));
  return [...new Set([...words, ...given.split(' '), ...fullNamesOf(given)].filter(Boolean))].slice(0, 12);
}
