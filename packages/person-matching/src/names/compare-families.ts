import type { FamilyOutcome } from '../evidence.ts';
import { isSimilar } from './is-similar.ts';
import { soundsAlike } from './sounds-alike.ts';

/** Two folded family names; `isSpelledAnew` where one of them was written in Latin letters and the other was not. */
export function compareFamilies(one: string, other: string, isSpelledAnew = false): FamilyOutcome {
  if (one === '' || other === '') return 'missing';
  if (one === other) return 'equal';
  if (isPart(one, other)) return 'part';
  return isSimilar(one, other) || (isSpelledAnew && soundsAlike(one, other)) ? 'similar' : 'different';
}

/** Whether all words of one stand among the words of the other, or the same words stand in another order. */
export function isPart(one: string, other: string): boolean {
  if (!one.includes(' ') && !other.includes(' ')) return false;
  const words = one.split(' ');
  const others = other.split(' ');
  const [few, many] = words.length <= others.length ? [words, others] : [others, words];
  const isWithin = few.every((word) => word.length > 2 && many.includes(word));
  return isWithin && (few.length < many.length || many.every((word) => few.includes(word)));
}
