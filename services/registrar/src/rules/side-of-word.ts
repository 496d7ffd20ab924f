/** The part of a question between two universities that says who has spoken. */
export interface Spoken {
  readonly universityId: string;
  readonly candidateUniversityId: string;
  readonly saidHereBy: string | null;
  readonly saidThereBy: string | null;
  readonly openedBy: string;
}

/**
 * For which side somebody speaks. `stranger`: the question is none of this university's. `spoke`: his word is there already on
 * the other side, or he opened the question himself, and a second person is needed.
 */
export function sideOfWord(
  request: Spoken,
  word: { readonly by: string; readonly universityId: string },
): 'here' | 'there' | 'stranger' | 'spoke' {
  const here = request.universityId === word.universityId;
  const there = request.candidateUniversityId === word.universityId;
  if (!here && !there) return 'stranger';
  if (request.openedBy === word.by) return 'spoke';
  // Both records of one university: two of its people, each on a side of his own.
  if (here && there) {
    if (request.saidHereBy === word.by) return 'here';
    if (request.saidThereBy === word.by || request.saidHereBy !== null) return 'there';
    return 'here';
  }
  const otherSide = here ? request.saidThereBy : request.saidHereBy;
  if (otherSide === word.by) return 'spoke';
  return here ? 'here' : 'there';
}
