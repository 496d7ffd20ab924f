import { type Certainty, certainty } from './certainty.ts';
import { compareRecords } from './compare-records.ts';
import type { Candidate } from './decision.ts';
import type { Evidence } from './evidence.ts';
import type { FrequencyTable } from './frequencies.ts';
import { frequenciesOf } from './frequencies-of.ts';
import type { MatchRecord } from './match-record.ts';
import { mayLinkByScore } from './may-link-by-score.ts';
import type { MatchModel } from './model/match-model.ts';
import { scorePair } from './score-pair.ts';
import { type Veto, type VetoOptions, veto } from './veto.ts';

/** One person as a candidate: the record of it that says most, and what the others forbid. */
export type Judgement = {
  readonly personId: string;
  readonly recordId: string;
  readonly evidence: Evidence;
  readonly score: number;
  readonly certainty: Certainty | null;
  readonly veto: Veto | null;
  readonly mayLinkByScore: boolean;
};

/** Null for a person that the record cannot be, because one of its records forbids it or none resembles it. */
export function judgeCandidate(
  record: MatchRecord,
  candidate: Candidate,
  table: FrequencyTable,
  options: VetoOptions,
  model: MatchModel,
): Judgement | null {
  let best: Judgement | null = null;
  let objection = objectionOf(options.alongside ?? [], candidate, options);
  if (objection !== null && isFinal(objection)) return null;
  for (const other of candidate.records) {
    const evidence = compareRecords(record, other);
    const forbids = veto(record, other, evidence, options);
    if (forbids !== null && isFinal(forbids)) return null;
    // A record that differs in the birth date may be the faulty one of this person; then nothing is automatic.
    objection ??= forbids;
    if (forbids?.strength === 'never') continue;
    const frequencies = frequenciesOf(record, other, table);
    const judgement: Judgement = {
      personId: candidate.personId,
      recordId: other.id,
      evidence,
      score: scorePair(evidence, frequencies, model).bits,
      certainty: certainty(evidence, frequencies, model),
      veto: forbids,
      mayLinkByScore: mayLinkByScore(evidence, frequencies, model),
    };
    if (best === null || isStronger(judgement, best)) best = judgement;
  }
  return best && { ...best, veto: best.veto ?? objection };
}

/** What those who come along have against the candidate; what forbids for good comes first. */
function objectionOf(alongside: readonly MatchRecord[], candidate: Candidate, options: VetoOptions): Veto | null {
  let found: Veto | null = null;
  for (const own of alongside) {
    for (const other of candidate.records) {
      const forbids = veto(own, other, compareRecords(own, other), options);
      if (forbids !== null && isFinal(forbids)) return forbids;
      found ??= forbids;
    }
  }
  return found;
}

/** Two rows of one source, or a decision of people: then no other record makes up for it. */
function isFinal({ reason }: Veto): boolean {
  return reason === 'same_source' || reason === 'never_match';
}

function isStronger(one: Judgement, other: Judgement): boolean {
  const rank = rankOf(one) - rankOf(other);
  return rank === 0 ? one.score > other.score : rank > 0;
}

function rankOf({ certainty: found }: Judgement): number {
  return found === null ? 0 : found.kind === 'same' ? 2 : 1;
}
