import type { MatchRequest } from '@onecampus/directory';
import type { AskedRecord } from '../store/match-records.ts';

/** A question as one university may see it: how the records compare, its own record, and nothing of the other's. */
export interface ShownMatch {
  readonly id: string;
  readonly about: MatchRequest['about'];
  readonly state: MatchRequest['state'];
  readonly universityId: string;
  readonly otherUniversityId: string;
  readonly score: number;
  readonly evidence: MatchRequest['evidence'];
  readonly modelVersion: string;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  /** One record; both where the question lies within the university. */
  readonly records: readonly AskedRecord[];
  /** What this side, and what the other, said so far. */
  readonly said: { readonly mine: MatchRequest['saidHere']; readonly theirs: MatchRequest['saidHere'] };
}

export function shownMatch(request: MatchRequest, universityId: string, own: readonly AskedRecord[]): ShownMatch {
  const here = request.universityId === universityId;
  const { id, about, state, score, evidence, modelVersion, createdAt, decidedAt } = request;
  return {
    ...{ id, about, state, universityId, score, evidence, modelVersion, createdAt, decidedAt },
    otherUniversityId: here ? request.candidateUniversityId : request.universityId,
    records: own.filter((record) => record.id === request.recordId || record.id === request.candidateRecordId),
    said: here
      ? { mine: request.saidHere, theirs: request.saidThere }
      : { mine: request.saidThere, theirs: request.saidHere },
  };
}
