import type { UniversitySlug } from './universities.ts';

/** eduPersonAffiliation values that a roll may state; `member` is derived from them and never stated. */
export type RollAffiliation = 'student' | 'faculty' | 'staff' | 'employee' | 'alum' | 'affiliate';

/** What the university says of the affiliation itself. Whether it opens anything is decided by its window, not by this. */
export type RollStatus = 'active' | 'on_leave' | 'ended';

/**
 * What a column of a roll may mean.
 * - `source_key`: the student or employee number, the university's own key for its record of a person. A person with
 *   several affiliations there has several rows with one source_key and the same personal data.
 * - `full_name`: family name, given name and patronymic in one cell, in this order.
 * - `national_number`: SNILS, with or without separators.
 * - `valid_from`, `valid_until`: the first and the last day, both inclusive, in the university's time zone; an empty
 *   `valid_until` means that no end is known.
 */
export type RollField =
  | 'source_key'
  | 'family_name'
  | 'given_name'
  | 'patronymic'
  | 'full_name'
  | 'birth_date'
  | 'national_number'
  | 'login'
  | 'email'
  | 'affiliation'
  | 'org_unit'
  | 'programme'
  | 'valid_from'
  | 'valid_until'
  | 'status';

/** What the registrar remembers of one source: its headings and its own words. A heading that is absent is not taken. */
export type RollMapping = {
  columns: Record<string, RollField>;
  words: { affiliation: Record<string, RollAffiliation>; status: Record<string, RollStatus> };
};

export type BrokenRowKind =
  | 'missing-name'
  | 'impossible-date'
  | 'birth-date-in-future'
  | 'unknown-affiliation'
  | 'duplicate-source-key'
  | 'wrong-check-sum'
  | 'too-few-columns'
  | 'control-characters'
  | 'window-ends-before-start'
  | 'email-without-at'
  | 'nul-character'
  | 'name-too-long';

/**
 * A row that an import has to refuse. `line` is the line of the file on which it starts (the heading is line 1),
 * `row` its number among the data rows from 1; they differ where a quoted cell holds a line break.
 */
export type BrokenRow = { line: number; row: number; why: BrokenRowKind };

/** One written roll. `rows` counts all data rows, the broken ones included. */
export type RollFile = {
  university: UniversitySlug;
  scope: string;
  path: string;
  sourceLabel: string;
  mapping: RollMapping;
  charset: 'utf-8' | 'windows-1251';
  bom: boolean;
  delimiter: ';' | ',';
  lineEnd: '\n' | '\r\n';
  dateFormat: 'DD.MM.YYYY' | 'YYYY-MM-DD';
  rows: number;
  brokenRows: BrokenRow[];
};
