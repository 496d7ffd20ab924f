import type { Spelled } from './other-names.ts';

/** What makes a human, or a record of one, hard to recognise. */
export const errorClasses = [
  'twins',
  'father and son of one name',
  'homonym, same birth date',
  'married name',
  'romanised',
  'swapped day and month',
  'one digit of the birth date',
  'national number mistyped',
  "another's national number",
  'no national number',
  'short given name',
  'swapped name cells',
  'slip in a name',
  'no patronymic',
  'initials',
  'shared e-mail or telephone',
] as const;
export type ErrorClass = (typeof errorClasses)[number];

/** The truth about one human; offices write it down in records, with errors. */
export type Human = {
  readonly number: number;
  readonly origin: 'russian' | 'tatar' | 'tuvan' | 'kazakh' | 'central asian' | 'chinese' | 'arabic' | 'vietnamese';
  readonly foreign: boolean;
  readonly sex: 'male' | 'female';
  readonly staff: boolean;
  family: Spelled;
  given: Spelled;
  /** Null where the human has none. */
  patronymic: Spelled | null;
  birthDate: string;
  /** Family name before or after a marriage, in the papers of one of the universities. */
  otherFamily: Spelled | null;
  national: string | null;
  /** The valid document and the one before it. */
  readonly documents: readonly [string, string];
  emails: readonly [string, string];
  phones: readonly [string, string];
  readonly orcid: string | null;
  /** Universities (0…5) that know this human. */
  universities: readonly number[];
  readonly classes: Set<ErrorClass>;
  /** The twin, father, son or spouse, whose number or address may be written down instead. */
  relative: Human | null;
};
