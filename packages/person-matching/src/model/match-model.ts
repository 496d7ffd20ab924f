import type { DateOutcome, FamilyOutcome, GivenOutcome, MarkOutcome, PatronymicOutcome } from '../evidence.ts';

/** `m`: how often the outcome occurs among pairs of one human; `u`: among pairs of two humans that met by chance. */
export type Chance = { readonly m: number; readonly u: number };

/** As `Chance`, where `u` is the share of the very name in the population, times this. */
export type NamedChance = { readonly m: number; readonly uPerShare: number };

/** Everything a score depends on. A published version is never edited: decisions name it. */
export type MatchModel = {
  readonly version: string;
  readonly family: Readonly<Record<Exclude<FamilyOutcome, 'missing'>, Chance | NamedChance>>;
  readonly given: Readonly<Record<Exclude<GivenOutcome, 'missing'>, Chance | NamedChance>>;
  readonly patronymic: Readonly<Record<Exclude<PatronymicOutcome, 'missing'>, Chance | NamedChance>>;
  readonly birthDate: Readonly<Record<Exclude<DateOutcome, 'missing'>, Chance>>;
  readonly nameOrder: { readonly swapped: Chance };
  readonly sex: Readonly<Record<Exclude<MarkOutcome, 'missing'>, Chance>>;
  readonly nationalNumber: Readonly<Record<Exclude<MarkOutcome, 'missing'>, Chance>>;
  readonly document: Readonly<Record<Exclude<MarkOutcome, 'missing'>, Chance>>;
  readonly orcid: Readonly<Record<Exclude<MarkOutcome, 'missing'>, Chance>>;
  readonly email: Readonly<Record<Exclude<MarkOutcome, 'missing'>, Chance>>;
  readonly phone: Readonly<Record<Exclude<MarkOutcome, 'missing'>, Chance>>;
  /** An e-mail or telephone in more records than this belongs to an office and proves nothing. */
  readonly sharedAddressRecords_max: number;
  /** Fewer people than a city has are not taken for the whole world: the prior is one in at least so many. */
  readonly worldRecords_min: number;
  /** A given name in at least so many records (or in this share of all) is a name, not a slip of the pen. */
  readonly establishedName: { readonly records_min: number; readonly share_min: number };
  /** Posterior bits: at or above `high` two records are linked without asking, from `low` on people are asked. */
  readonly thresholds: { readonly high_bits: number; readonly low_bits: number; readonly margin_bits: number };
};
