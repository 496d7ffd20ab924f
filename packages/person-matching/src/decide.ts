import type { Candidate, Decision, DecisionKind, DecisionReason } from './decision.ts';
import type { FrequencyTable } from './frequencies.ts';
import { type Judgement, judgeCandidate } from './judge-candidate.ts';
import type { MatchRecord } from './match-record.ts';
import { currentModel } from './model/current.ts';
import type { MatchModel } from './model/match-model.ts';
import type { VetoOptions } from './veto.ts';

const rivals_max = 3;

/**
 * Which of the candidates a record is, whom people have to be asked about, or nobody. Pure: the same record, candidates and
 * counts give the same decision, whatever the order of the candidates.
 */
export function decide(
  record: MatchRecord,
  candidates: readonly Candidate[],
  table: FrequencyTable,
  options: VetoOptions = { neverMatch: new Set() },
  model: MatchModel = currentModel,
): Decision {
  const judged = candidates
    .map((candidate) => judgeCandidate(record, candidate, table, options, model))
    .filter((one) => one !== null)
    .toSorted((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : 1));
  const answer = (kind: DecisionKind, reason: DecisionReason, meant: Judgement | undefined): Decision => ({
    kind,
    personId: kind === 'new' ? null : (meant?.personId ?? null),
    recordId: kind === 'new' ? null : (meant?.recordId ?? null),
    score: meant?.score ?? null,
    evidence: meant?.evidence ?? null,
    reason,
    rivals: judged
      .filter((one) => one !== meant && (one.certainty !== null || one.score >= model.thresholds.low_bits))
      .slice(0, rivals_max)
      .map(({ personId, recordId, score, evidence }) => ({ personId, recordId, score, evidence })),
    modelVersion: model.version,
  });

  const certain = judged.filter(isCertain);
  if (certain.length === 1) return answer('same', certain[0]!.certainty!.reason, certain[0]);
  if (certain.length > 1) return answer('queue', 'close_rival', certain[0]);
  const asked = judged.find((one) => one.certainty?.kind === 'ask');
  if (asked) return answer('queue', asked.certainty!.reason, asked);
  return byScore(judged, answer, model);
}

type Answer = (kind: DecisionKind, reason: DecisionReason, meant: Judgement | undefined) => Decision;

function byScore([best, rival]: readonly Judgement[], answer: Answer, model: MatchModel): Decision {
  const { high_bits, low_bits, margin_bits } = model.thresholds;
  if (best === undefined) return answer('new', 'no_candidate', undefined);
  if (best.score < low_bits) return answer('new', 'below_threshold', best);
  if (best.veto !== null) return answer('queue', 'vetoed', best);
  if (best.score < high_bits) return answer('queue', 'between_thresholds', best);
  if (!best.mayLinkByScore) return answer('queue', 'needs_second_proof', best);
  if (rival !== undefined && best.score - rival.score < margin_bits) return answer('queue', 'close_rival', best);
  return answer('same', 'score', best);
}

/** A national number outweighs what another record of the person says; a document does not. */
function isCertain({ certainty, veto }: Judgement): boolean {
  return certainty?.kind === 'same' && (certainty.reason === 'national_number' || veto === null);
}
