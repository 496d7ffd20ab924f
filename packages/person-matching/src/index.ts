export { blockingKeysOf, candidates_max } from './blocking-keys-of.ts';
export { compareRecords } from './compare-records.ts';
export { decide } from './decide.ts';
export type { Candidate, Decision, DecisionKind, DecisionReason, Rival } from './decision.ts';
export type {
  DateOutcome,
  Evidence,
  FamilyOutcome,
  GivenOutcome,
  MarkOutcome,
  PatronymicOutcome,
} from './evidence.ts';
export type { Frequencies, FrequencyKind, FrequencyTable } from './frequencies.ts';
export { frequenciesOf } from './frequencies-of.ts';
export { type FrequencyKey, frequencyKeysOf } from './frequency-keys-of.ts';
export type { MatchRecord } from './match-record.ts';
export { modelVersion } from './model/current.ts';
export { nameKeyOf } from './name-key-of.ts';
export { foldedKey } from './names/folded-key.ts';
export { normaliseName } from './names/normalise-name.ts';
export { type Score, scorePair } from './score-pair.ts';
export { searchKeysOf } from './search-keys-of.ts';
export { type Veto, veto } from './veto.ts';
