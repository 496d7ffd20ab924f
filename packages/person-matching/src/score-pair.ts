import type { Evidence, MarkOutcome } from './evidence.ts';
import type { Frequencies } from './frequencies.ts';
import { currentModel } from './model/current.ts';
import type { Chance, MatchModel, NamedChance } from './model/match-model.ts';

export type Score = {
  /** Bits that both are one human, prior included: 10 stands for odds of about 1,000 to 1, as far as the model is right. */
  readonly bits: number;
  readonly modelVersion: string;
};

/**
 * Fellegi–Sunter: the sum over the fields of log2(m/u), where u of an equal name is the share of that name in the
 * population (Winkler), less log2 of the number of people somebody might be.
 */
export function scorePair(evidence: Evidence, frequencies: Frequencies, model: MatchModel = currentModel): Score {
  const { records } = frequencies;
  let bits = -Math.log2(Math.max(records, model.worldRecords_min));
  if (evidence.family !== 'missing') bits += named(model.family[evidence.family], frequencies.family, records);
  if (evidence.given !== 'missing') bits += named(model.given[evidence.given], frequencies.given, records);
  if (evidence.patronymic !== 'missing') {
    bits += named(model.patronymic[evidence.patronymic], frequencies.patronymic, records);
  }
  if (evidence.birthDate !== 'missing') bits += plain(model.birthDate[evidence.birthDate]);
  if (evidence.nameOrder === 'swapped') bits += plain(model.nameOrder.swapped);
  bits += mark(model.sex, evidence.sex) + mark(model.nationalNumber, evidence.nationalNumber);
  bits += mark(model.document, evidence.document) + mark(model.orcid, evidence.orcid);
  bits += address(model, model.email, evidence.email, frequencies.email);
  bits += address(model, model.phone, evidence.phone, frequencies.phone);
  return { bits: Math.round(bits * 10) / 10, modelVersion: model.version };
}

/** One record more than were counted: a name nobody counted is not infinitely rare. */
function named(chance: Chance | NamedChance, count: number, records: number): number {
  if ('u' in chance) return plain(chance);
  const share = Math.min(1, (count + 1) / Math.max(records, 1));
  return Math.log2(chance.m / Math.min(1, share * chance.uPerShare));
}

function plain({ m, u }: Chance): number {
  return Math.log2(m / u);
}

function mark(chances: Readonly<Record<'equal' | 'different', Chance>>, outcome: MarkOutcome): number {
  return outcome === 'missing' ? 0 : plain(chances[outcome]);
}

function address(
  model: MatchModel,
  chances: Readonly<Record<'equal' | 'different', Chance>>,
  outcome: MarkOutcome,
  count: number,
): number {
  return outcome === 'equal' && count > model.sharedAddressRecords_max ? 0 : mark(chances, outcome);
}
