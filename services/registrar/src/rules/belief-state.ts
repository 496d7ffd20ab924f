import type { Belief } from '@onecampus/directory';

/** `grace`: over, but still in effect until its grace has run out. */
export type BeliefState = 'future' | 'current' | 'grace' | 'ended';

/** How an affiliation stands at a moment. */
export function beliefState(
  { validFrom, validUntil, effectiveUntil }: Pick<Belief, 'validFrom' | 'validUntil' | 'effectiveUntil'>,
  at: Date,
): BeliefState {
  if (validFrom > at) return 'future';
  if (validUntil === null || validUntil > at) return 'current';
  return effectiveUntil !== null && effectiveUntil > at ? 'grace' : 'ended';
}
