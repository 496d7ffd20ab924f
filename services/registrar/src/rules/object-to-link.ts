import { compareRecords, type MatchRecord, veto } from '@onecampus/person-matching';

/**
 * Whether anything that is said of two people forbids taking them for one without asking. A decision looks at one record; this
 * looks at all that would become one person's. A national number outweighs all but that somebody keeps them apart, or that one
 * source names both.
 */
export function objectsToLink(
  ones: readonly MatchRecord[],
  others: readonly MatchRecord[],
  neverMatches: ReadonlyMap<string, ReadonlySet<string>>,
  byNationalNumber: boolean,
): boolean {
  return ones.some((one) =>
    others.some((other) => {
      const neverMatch = neverMatches.get(one.id) ?? new Set<string>();
      const found = veto(one, other, compareRecords(one, other), { neverMatch });
      if (found === null) return false;
      return !byNationalNumber || found.reason === 'never_match' || found.reason === 'same_source';
    }),
  );
}
