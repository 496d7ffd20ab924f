import type { Evidence } from './evidence.ts';
import type { Frequencies } from './frequencies.ts';
import type { MatchModel } from './model/match-model.ts';

/** Whether the given names are of two humans: unlike, or alike in one alphabet while others bear both (Айдыс and Айдын). */
export function isTwoGivenNames(evidence: Evidence, frequencies: Frequencies, model: MatchModel): boolean {
  if (evidence.given !== 'similar') return evidence.given === 'different';
  if (evidence.alphabet === 'other') return false;
  // Both records are counted, so 0 means that the caller did not look, and then nothing says that it is a slip.
  if (frequencies.givenRarer === 0) return true;
  const { records_min, share_min } = model.establishedName;
  return frequencies.givenRarer >= Math.max(records_min, share_min * frequencies.records);
}
