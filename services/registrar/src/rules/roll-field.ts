/**
 * What a column of a roll may mean.
 * - `source_key`: the student or employee number, the source's own key for its record of a person. A person with several
 *   affiliations has several rows with one key and the same personal data.
 * - `full_name`: family name, given name and patronymic in one cell, in this order.
 * - `national_number`: SNILS, with or without separators.
 * - `valid_from`, `valid_until`: first and last day, both inclusive, in the university's time zone.
 */
export const rollFields = [
  'source_key',
  'family_name',
  'given_name',
  'patronymic',
  'full_name',
  'birth_date',
  'national_number',
  'login',
  'email',
  'affiliation',
  'org_unit',
  'programme',
  'valid_from',
  'valid_until',
  'status',
] as const;
export type RollField = (typeof rollFields)[number];

/** `library-walk-in` is left to the desk: no roll states it. */
export const rollAffiliations = ['student', 'faculty', 'staff', 'employee', 'alum', 'affiliate'] as const;
export type RollAffiliation = (typeof rollAffiliations)[number];

/** `on_leave` keeps the affiliation: who takes an academic leave is still a student. `ended` ends it. */
export const rollStatuses = ['active', 'on_leave', 'ended'] as const;
export type RollStatus = (typeof rollStatuses)[number];

/** What is remembered of one source: its headings and its own words. An empty part means: recognise by yourself. */
export interface RollMapping {
  readonly columns: Readonly<Record<string, RollField>>;
  readonly words: {
    readonly affiliation: Readonly<Record<string, RollAffiliation>>;
    readonly status: Readonly<Record<string, RollStatus>>;
  };
}

export const emptyMapping: RollMapping = { columns: {}, words: { affiliation: {}, status: {} } };
