import type { PatronymicOutcome } from '../evidence.ts';
import { isSimilar } from './is-similar.ts';
import { isFormOf } from './known-given.ts';

/** Two stems of patronymics. */
export function comparePatronymics(one: string, other: string): PatronymicOutcome {
  if (one === '' || other === '') return 'missing';
  if (one === other) return 'equal';
  if (one.length === 1 || other.length === 1) return one[0] === other[0] ? 'initial' : 'different';
  return isSimilar(one, other) || isFormOf(one, other) ? 'similar' : 'different';
}
