/** What a file would do, as counted against the source's present state. */
export interface RollCounts {
  /** Data rows of the file. */
  readonly rows: number;
  readonly refused: number;
  /** People (records of the source), not rows. */
  readonly new: number;
  readonly changed: number;
  readonly ending: number;
  readonly unchanged: number;
  /** People of the source who have something to end. */
  readonly present: number;
}

export type ReviewReason = 'no-rows' | 'mostly-refused' | 'shrinks';

/** Why a file must be looked at by a human before it may do anything: empty, broken, or ending too many. */
export function reviewReasons(counts: RollCounts, shrinkLimit: number): ReviewReason[] {
  const reasons: ReviewReason[] = [];
  if (counts.rows === 0) reasons.push('no-rows');
  if (counts.refused * 2 > counts.rows) reasons.push('mostly-refused');
  if (counts.ending > counts.present * shrinkLimit) reasons.push('shrinks');
  return reasons;
}
