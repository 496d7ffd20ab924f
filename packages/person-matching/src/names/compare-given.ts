import type { GivenOutcome } from '../evidence.ts';
import { isPart } from './compare-families.ts';
import { isSimilar } from './is-similar.ts';
import { isFormOf, isFullName } from './known-given.ts';
import { soundsAlike } from './sounds-alike.ts';

/** Two folded given names; `isSpelledAnew` where one of them was written in Latin letters and the other was not. */
export function compareGiven(one: string, other: string, isSpelledAnew = false): GivenOutcome {
  if (one === '' || other === '') return 'missing';
  if (one === other) return 'equal';
  if (one.length === 1 || other.length === 1) return one[0] === other[0] ? 'initial' : 'different';
  if (isFormOf(one, other)) return 'diminutive';
  if (isPart(one, other)) return 'part';
  if (isSpelledAnew && soundsAlike(one, other)) return 'similar';
  return isSimilar(one, other) && !isTwoNames(one, other) ? 'similar' : 'different';
}

/** Мария and Марина, Александр and Александра, Айдын and Айдына are not slips of the pen. */
function isTwoNames(one: string, other: string): boolean {
  return (isFullName(one) && isFullName(other)) || `${one}a` === other || one === `${other}a`;
}
