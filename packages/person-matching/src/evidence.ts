/**
 * How two records compare, field by field: outcomes, never values. This is what another university may see of a record that
 * is not its own. `missing` means that at least one side does not say.
 */
export type Evidence = {
  readonly nationalNumber: MarkOutcome;
  readonly document: MarkOutcome;
  readonly orcid: MarkOutcome;
  readonly email: MarkOutcome;
  readonly phone: MarkOutcome;
  readonly birthDate: DateOutcome;
  readonly family: FamilyOutcome;
  readonly given: GivenOutcome;
  readonly patronymic: PatronymicOutcome;
  /** `swapped`: the family name of one stands in the given name of the other. */
  readonly nameOrder: 'same' | 'swapped';
  /** `other`: one is written in Latin letters, the other is not, so that spellings differ as a matter of course. */
  readonly alphabet: 'same' | 'other';
  readonly sex: MarkOutcome;
  /** One source names one human once, so two of its rows are two humans, or a duplicate that the source itself must mend. */
  readonly source: 'same' | 'other';
};

export type MarkOutcome = 'equal' | 'different' | 'missing';
export type DateOutcome = 'equal' | 'swapped_day_month' | 'one_digit' | 'different' | 'missing';
/** `part`: one of two names joined by a hyphen. */
export type FamilyOutcome = 'equal' | 'part' | 'similar' | 'different' | 'missing';
export type GivenOutcome = 'equal' | 'diminutive' | 'initial' | 'part' | 'similar' | 'different' | 'missing';
export type PatronymicOutcome = 'equal' | 'initial' | 'similar' | 'different' | 'missing';
