import { foldedKey } from './names/folded-key.ts';
import { fullNamesOf } from './names/known-given.ts';
import { namesOf, type SaidName } from './prepare-record.ts';

/**
 * Folded family and given name in alphabetical order, a short given name as the full one: the same for both alphabets, for
 * swapped cells and for Саша. To be kept in a column. Empty where no name is said.
 */
export function nameKeyOf(said: SaidName): string {
  const { family, given } = namesOf(said);
  return keyOfFolded(foldedKey(family), foldedKey(given));
}

/** The same of names that are folded already. */
export function keyOfFolded(family: string, given: string): string {
  return [family, fullNamesOf(given)[0] ?? ''].filter(Boolean).toSorted().join('|');
}
