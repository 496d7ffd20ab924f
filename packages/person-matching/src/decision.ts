import type { Evidence } from './evidence.ts';
import type { MatchRecord } from './match-record.ts';

/** A person that shares a blocking key with the record, with all of that person's live records: one of them may veto. */
export type Candidate = { readonly personId: string; readonly records: readonly MatchRecord[] };

/** `same`: link without asking. `queue`: people decide. `new`: a person of its own. */
export type DecisionKind = 'same' | 'queue' | 'new';

export type DecisionReason =
  | 'national_number'
  | 'document'
  | 'score'
  | 'between_thresholds'
  | 'national_number_other_birth_date'
  | 'national_number_other_name'
  | 'needs_second_proof'
  | 'vetoed'
  | 'close_rival'
  | 'no_candidate'
  | 'below_threshold';

export type Decision = {
  readonly kind: DecisionKind;
  /** The person meant by `same` and `queue`; null for `new`. */
  readonly personId: string | null;
  /** That record of the person whose evidence this is. */
  readonly recordId: string | null;
  /** Bits of belief that both are one human, prior included; null without a candidate. */
  readonly score: number | null;
  readonly evidence: Evidence | null;
  readonly reason: DecisionReason;
  /** Other persons at or above the lower threshold, best first, at most three: a registrar chooses among them. */
  readonly rivals: readonly Rival[];
  readonly modelVersion: string;
};

export type Rival = {
  readonly personId: string;
  readonly recordId: string;
  readonly score: number;
  readonly evidence: Evidence;
};
