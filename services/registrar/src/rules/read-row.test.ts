import { describe, expect, it } from '@jest/globals';
import { defaultAffiliationWords, defaultStatusWords } from './default-words.ts';
import { type RowReader, readRow } from './read-row.ts';
import type { RollField } from './roll-field.ts';
import { wordLookup } from './word-lookup.ts';

const fields: (RollField | null)[] = [
  'source_key',
  'family_name',
  'given_name',
  'patronymic',
  null,
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
];
const reader: RowReader = {
  fields,
  affiliationOf: wordLookup({}, defaultAffiliationWords),
  statusOf: wordLookup({}, defaultStatusWords),
  scope: 'tsu.ru',
  today: '2026-03-01',
};
const good: Record<string, string> = {
  source_key: '10-0001',
  family_name: 'Ёлкина',
  given_name: 'Анна',
  patronymic: 'Сергеевна',
  birth_date: '12.04.2006',
  national_number: '900-000-011 84',
  login: 'Anna.Yolkina',
  email: 'anna@tsu.ru',
  affiliation: 'Студент',
  org_unit: 'ММФ',
  programme: 'Математика',
  valid_from: '01.09.2024',
  valid_until: '31.08.2028',
  status: 'Обучается',
};
const cells = (changes: Record<string, string> = {}) =>
  fields.map((field) => (field ? ({ ...good, ...changes }[field] ?? '') : 'не нужно'));

describe('a row of a roll', () => {
  it('is understood', () => {
    expect(readRow(cells(), reader)).toEqual({
      sourceKey: '10-0001',
      familyName: 'Ёлкина',
      givenName: 'Анна',
      patronymic: 'Сергеевна',
      birthDate: '2006-04-12',
      nationalNumber: '90000001184',
      login: 'anna.yolkina',
      email: 'anna@tsu.ru',
      affiliation: 'student',
      affiliationWord: 'Студент',
      orgUnit: 'ММФ',
      programme: 'Математика',
      validFrom: '2024-09-01',
      validUntil: '2028-08-31',
      status: 'active',
    });
  });

  it.each<[string, Record<string, string>, RollField | null]>([
    ['missing-source-key', { source_key: ' ' }, 'source_key'],
    ['missing-name', { family_name: '' }, 'family_name'],
    ['impossible-date', { birth_date: '31.02.2006' }, 'birth_date'],
    ['impossible-date', { valid_until: 'скоро' }, 'valid_until'],
    ['birth-date-in-future', { birth_date: '02.03.2026' }, 'birth_date'],
    ['unknown-affiliation', { affiliation: 'космонавт' }, 'affiliation'],
    ['missing-affiliation', { affiliation: '' }, 'affiliation'],
    ['unknown-status', { status: '?' }, 'status'],
    ['wrong-check-sum', { national_number: '900-000-011 85' }, 'national_number'],
    ['control-characters', { given_name: 'Ан\u0000на' }, 'given_name'],
    ['control-characters', { family_name: '\u202eвонавИ' }, 'family_name'],
    ['window-ends-before-start', { valid_until: '31.08.2024' }, 'valid_until'],
    ['email-without-at', { email: 'anna.tsu.ru' }, 'email'],
    ['email-without-at', { email: 'a@b@tsu.ru' }, 'email'],
    ['value-too-long', { family_name: 'Я'.repeat(151) }, 'family_name'],
    ['unfit-login', { login: 'аnna' }, 'login'],
    ['unfit-login', { login: 'anna@tpu.ru' }, 'login'],
  ])('is refused: %s %j', (fault, changes, field) => {
    expect(readRow(cells(changes), reader)).toMatchObject({ fault, field });
  });

  it('that is cut off still names its person', () => {
    expect(readRow(cells().slice(0, 6), reader)).toEqual({
      fault: 'too-few-columns',
      field: null,
      sourceKey: '10-0001',
    });
  });

  it('may have empty cells too many, but no others', () => {
    expect(readRow([...cells(), '', ' '], reader)).toMatchObject({ sourceKey: '10-0001', familyName: 'Ёлкина' });
    expect(readRow([...cells(), 'x'], reader)).toMatchObject({ fault: 'too-many-columns' });
  });

  it('may state the login with the university’s own domain, a window of one day and no end', () => {
    expect(readRow(cells({ login: 'anna@TSU.ru', valid_until: '01.09.2024' }), reader)).toMatchObject({
      login: 'anna',
      validUntil: '2024-09-01',
    });
    expect(readRow(cells({ valid_until: '', status: '' }), reader)).toMatchObject({
      validUntil: null,
      status: 'active',
    });
  });
});
