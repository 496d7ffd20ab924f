import type { Evidence } from '@onecampus/person-matching';

export type MatchAnswer = 'same' | 'different';

/** A question whether two records are one human. Evidence is outcomes only: this is what both sides may see. */
export interface MatchRequest {
  readonly id: string;
  /** `doubt`: they were linked without asking, and what is said of them now speaks against it. */
  readonly about: 'link' | 'doubt';
  readonly state: 'pending' | 'same' | 'different' | 'withdrawn';
  readonly recordId: string;
  readonly universityId: string;
  readonly candidateRecordId: string;
  readonly candidateUniversityId: string;
  /** Bits that both are one human. */
  readonly score: number;
  readonly evidence: Evidence;
  readonly modelVersion: string;
  readonly saidHere: MatchAnswer | null;
  readonly saidHereBy: string | null;
  readonly saidThere: MatchAnswer | null;
  readonly saidThereBy: string | null;
  /** The merge in doubt. */
  readonly mergeId: string | null;
  /** Written like an actor. */
  readonly openedBy: string;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
}

export type NewMatchRequest = Pick<
  MatchRequest,
  | 'id'
  | 'about'
  | 'recordId'
  | 'universityId'
  | 'candidateRecordId'
  | 'candidateUniversityId'
  | 'score'
  | 'evidence'
  | 'modelVersion'
  | 'mergeId'
  | 'openedBy'
>;

export const matchRequestColumns = `id, about, state, source_record_id as "recordId", university_id as "universityId",
  candidate_record_id as "candidateRecordId", candidate_university_id as "candidateUniversityId", score::float8 as score, evidence,
  model_version as "modelVersion", said_here as "saidHere", said_here_by as "saidHereBy", said_there as "saidThere",
  said_there_by as "saidThereBy", merge_id as "mergeId", opened_by as "openedBy", created_at as "createdAt", decided_at as "decidedAt"`;
