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
  /** Whose number now carries another family name and another given name, or another birth date; absent of old imports. */
  readonly otherHuman?: number;
  /** People of the source who have something to end. */
  readonly present: number;
}

export type ReviewReason = 'no-rows' | 'mostly-refused' | 'other-people' | 'shrinks';

/** A few people are corrected at once now and then; a column that slipped or was swapped turns nearly all into others. */
const other_people_min = 10;
const other_people_share_max = 0.2;

/** Why a file must be looked at by a human before it may do anything: empty, broken, with columns swapped, or ending too many. */
export function reviewReasons(counts: RollCounts, shrinkLimit: number): ReviewReason[] {
  const reasons: ReviewReason[] = [];
  if (counts.rows === 0) reasons.push('no-rows');
  if (counts.refused * 2 > counts.rows) reasons.push('mostly-refused');
  const known = counts.changed + counts.unchanged;
  const others = counts.otherHuman ?? 0;
  if (others >= other_people_min && others > known * other_people_share_max) reasons.push('other-people');
  if (counts.ending > counts.present * shrinkLimit) reasons.push('shrinks');
  return reasons;
}
