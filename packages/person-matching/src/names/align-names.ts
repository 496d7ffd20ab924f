import { compareFamilies } from './compare-families.ts';
import { compareGiven } from './compare-given.ts';
import { isKnownGiven } from './known-given.ts';

export type Names = { readonly family: string; readonly given: string };

export type AlignedNames = { readonly one: Names; readonly other: Names; readonly isSwapped: boolean };

/**
 * Two pairs of names side by side. Where they meet crosswise and not straight on, one of them is turned: the one whose given
 * name is not known as one; else the later one in the alphabet, so that the order of the two records does not matter.
 */
export function alignNames(one: Names, other: Names): AlignedNames {
  if (!meetCrosswise(one, other)) return { one, other, isSwapped: false };
  const known = Number(isKnownGiven(one.given)) - Number(isKnownGiven(other.given));
  const turnsOther = known === 0 ? `${one.family} ${one.given}` <= `${other.family} ${other.given}` : known > 0;
  return turnsOther ? { one, other: turned(other), isSwapped: true } : { one: turned(one), other, isSwapped: true };
}

function meetCrosswise(one: Names, other: Names): boolean {
  if (one.family === other.family || one.given === other.given) return false;
  if (one.family === '' || one.given === '' || other.family === '' || other.given === '') return false;
  if (one.family === other.given) return isNear(one.given, other.family);
  return one.given === other.family && isNear(one.family, other.given);
}

function isNear(one: string, other: string): boolean {
  return compareGiven(one, other) !== 'different' || compareFamilies(one, other) !== 'different';
}

function turned({ family, given }: Names): Names {
  return { family: given, given: family };
}
