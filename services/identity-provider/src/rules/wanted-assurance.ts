import { refedsMfa, satisfies } from './assurance.ts';

/** What an application says of assurance, as `acr_values` (voluntary) or in the `claims` parameter (OpenID Connect Core §5.5.1.1). */
export type WantedAssurance = {
  readonly value?: unknown;
  readonly values?: unknown;
  readonly essential?: unknown;
};

export type AssuranceVerdict =
  /** What there is will do, or nothing better can be had. */
  | 'go on'
  /** A sign-in that can be had is wished for. */
  | 'ask'
  /** The application will not do with less, and no sign-in of this person gives it. */
  | 'unmet';

/**
 * Whether somebody who is signed in is asked again for the sake of a better assurance. A wish that nobody can fulfil never
 * leads in a circle: a voluntary one goes on with what there is, an essential one ends in an error.
 */
export function assuranceVerdict(
  wanted: WantedAssurance | null | undefined,
  has: {
    readonly acr: string | undefined;
    readonly secondFactor: boolean;
    /** The person has just come from signing in for this very request. */
    readonly justSignedIn: boolean;
  },
): AssuranceVerdict {
  const acceptable = acceptableOf(wanted);
  if (acceptable.length === 0 || satisfies(has.acr, acceptable)) return 'go on';
  const essential = wanted?.essential === true;
  // Without an assurance of any name an essential wish for the plain one is worth one question; the rest needs a factor.
  const obtainable = has.secondFactor
    ? satisfies(refedsMfa, acceptable)
    : essential && has.acr === undefined && satisfies(refedsMfa, acceptable) && !acceptable.includes(refedsMfa);
  if (obtainable && !has.justSignedIn) return 'ask';
  return essential ? 'unmet' : 'go on';
}

/** Whether the verdict hangs on a second factor, so that nobody asks the database in vain. */
export function needsToKnowFactor(wanted: WantedAssurance | null | undefined, acr: string | undefined): boolean {
  const acceptable = acceptableOf(wanted);
  return acceptable.length > 0 && !satisfies(acr, acceptable);
}

function acceptableOf(wanted: WantedAssurance | null | undefined): string[] {
  const listed = Array.isArray(wanted?.values) ? wanted.values : [wanted?.value];
  return listed.filter((one): one is string => typeof one === 'string' && one !== '');
}
