import type { Evidence } from './evidence.ts';
import type { Frequencies } from './frequencies.ts';
import { isTwoGivenNames } from './is-two-given-names.ts';
import type { MatchModel } from './model/match-model.ts';

/** What the numbers alone decide, before any score. */
export type Certainty =
  | { readonly kind: 'same'; readonly reason: 'national_number' | 'document' }
  | { readonly kind: 'ask'; readonly reason: 'national_number_other_birth_date' | 'national_number_other_name' };

/**
 * One national number and one birth date are one human, unless the given names are two: a parent who types the number of one
 * twin twice. One number with two birth dates is a fault in one source, and people look. One document, birth date and name
 * are one human. Null where the numbers decide nothing.
 */
export function certainty(evidence: Evidence, frequencies: Frequencies, model: MatchModel): Certainty | null {
  if (evidence.nationalNumber === 'equal') {
    if (evidence.birthDate !== 'equal') return { kind: 'ask', reason: 'national_number_other_birth_date' };
    return isSomebodyElse(evidence, frequencies, model)
      ? { kind: 'ask', reason: 'national_number_other_name' }
      : { kind: 'same', reason: 'national_number' };
  }
  const named = evidence.family === 'equal' && (evidence.given === 'equal' || evidence.given === 'diminutive');
  const contradicted = evidence.nationalNumber === 'different' || evidence.sex === 'different';
  if (evidence.document === 'equal' && evidence.birthDate === 'equal' && named && !contradicted) {
    return { kind: 'same', reason: 'document' };
  }
  return null;
}

function isSomebodyElse(evidence: Evidence, frequencies: Frequencies, model: MatchModel): boolean {
  // A wrong cell is likelier than twins of one name.
  if (evidence.given === 'equal') return false;
  if (evidence.sex === 'different' || isTwoGivenNames(evidence, frequencies, model)) return true;
  return evidence.family === 'different';
}
