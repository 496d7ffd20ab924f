import type { RollField } from '../roll-file.ts';
import type { SampleAffiliation, SamplePerson, SampleRecord } from '../sample-person.ts';
import type { RollFormat } from './roll-format.ts';

/** One row of a roll, in the words of its university, before it is laid out in columns. */
export type RollCells = Record<RollField, string>;

function writtenDate(iso: string | null, { dateFormat }: RollFormat): string {
  if (iso === null || dateFormat === 'YYYY-MM-DD') return iso ?? '';
  return iso.split('-').reverse().join('.');
}

function writtenNumber(digits: string | null, { nationalNumber }: RollFormat): string {
  if (digits === null || nationalNumber === 'digits') return digits ?? '';
  const [first, second, third, check] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 9), digits.slice(9)];
  return `${first}-${second}-${third}${nationalNumber === 'dashes' ? '-' : ' '}${check}`;
}

export function rollCells(
  person: SamplePerson,
  record: SampleRecord,
  affiliation: SampleAffiliation,
  format: RollFormat,
): RollCells {
  // The usual word of a meaning stands first; one row in six has another, where there is another.
  const [usual, ...others] = format.words.affiliation[affiliation.affiliation];
  const other = person.index % 6 === 5 ? others[person.index % others.length] : undefined;
  const states = format.words.status[affiliation.status];
  const { familyName, givenName, patronymic } = person;
  return {
    source_key: record.sourceKey,
    family_name: familyName,
    given_name: givenName,
    patronymic: patronymic ?? '',
    full_name: [familyName, givenName, patronymic].filter((part) => part !== null).join(' '),
    birth_date: writtenDate(person.birthDate, format),
    national_number: writtenNumber(person.nationalNumber, format),
    login: record.login,
    email: record.email,
    affiliation: (other ?? usual)!,
    org_unit: affiliation.orgUnit,
    programme: affiliation.programme ?? '',
    valid_from: writtenDate(affiliation.validFrom, format),
    valid_until: writtenDate(affiliation.validUntil, format),
    status: states[affiliation.affiliation === 'student' ? 0 : states.length - 1]!,
  };
}

const remarks = ['', '', 'целевой набор', 'общежитие;\nсправка представлена', 'диплом "с отличием"', ''];

/** The cells in the order of the format's columns. `row` is the number of the data row, from 1. */
export function inColumns(cells: RollCells, row: number, { columns }: RollFormat): string[] {
  return columns.map(({ holds }) => {
    if (holds === 'row-number') return String(row);
    if (holds === 'remark') return remarks[row % remarks.length]!;
    return cells[holds];
  });
}
