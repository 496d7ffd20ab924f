import type { MatchRecord } from './match-record.ts';
import { fullNamesOf } from './names/known-given.ts';
import { prepareRecord } from './prepare-record.ts';

/**
 * Folded family and given name in alphabetical order, a short given name as the full one: the same for both alphabets, for
 * swapped cells and for Саша. To be kept in a column. Empty where the record says no name.
 */
export function nameKeyOf(record: MatchRecord): string {
  const { family, given } = prepareRecord(record);
  return [family, fullNamesOf(given)[0] ?? ''].filter(Boolean).toSorted().join('|');
}
