import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import {
  bring,
  type Office,
  openOffice,
  openRegistry,
  personOf,
  type Registry,
  roll,
  snils,
  student,
} from './registry.ts';

describe('recognising people', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tsu: University;
  let tpu: University;
  let office: Office;
  let tests = 0;
  /** Numbers and logins of a test's own: none is ever given twice. */
  let n: (number: number) => string;
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
  });
  beforeEach(async () => {
    tests += 1;
    n = (number) => `${tests}-${number}`;
    office = await openOffice(registry, tsu, `source ${tests}`);
  });
  afterAll(() => database.drop());
  const line = (number: number, changes: Parameters<typeof student>[1] = {}) => student(n(number), changes);
  const person = (number: number, university = tsu) => personOf(database.admin, university, n(number));

  it('knows one human at two universities by number and birth date, and takes homonyms for two', async () => {
    const other = await openOffice(registry, tpu, `source ${tests}`);
    await bring(
      office,
      roll([line(1, { СНИЛС: snils[1] }), line(2), line(3, { СНИЛС: snils[2] }), line(4, { СНИЛС: snils[3] })]),
    );
    await bring(
      other,
      roll([
        line(1, { СНИЛС: '900-000-022 87', Фамилия: 'Elkina', Имя: 'Anna' }),
        line(2),
        line(3, { СНИЛС: snils[2], 'Дата рождения': '13.04.2006' }),
        line(4, { СНИЛС: snils[4] }),
      ]),
    );
    const same = await Promise.all(
      [1, 2, 3, 4].map(async (one) => (await person(one))!.personId === (await person(one, tpu))!.personId),
    );
    expect(same).toEqual([true, false, false, false]);
    const { rows } = await database.admin.raw(
      'select affiliation, scope from directory.effective_affiliations where person_id = ? order by scope',
      [(await person(1))!.personId],
    );
    expect(rows).toEqual([
      { affiliation: 'student', scope: 'tpu.ru' },
      { affiliation: 'student', scope: 'tsu.ru' },
    ]);
  });

  it('makes one person of two numbers with one national number in one file', async () => {
    const who = { СНИЛС: '90000006699' };
    await bring(office, roll([line(1, who), line(2, { ...who, Категория: 'сотрудник', Логин: `second${n(2)}` })]));
    expect((await person(1))!.personId).toBe((await person(2))!.personId);
    const { rows } = await database.admin.raw(
      `select value, state from directory.identifiers where person_id = ? and scheme = 'eppn' order by state`,
      [(await person(1))!.personId],
    );
    expect(rows).toEqual([
      { value: `u${n(1)}@tsu.ru`, state: 'current' },
      { value: `second${n(2)}@tsu.ru`, state: 'prior' },
    ]);
  });

  it('frees a mistyped national number for its true owner', async () => {
    const typed = '90000007701';
    await bring(office, roll([line(1, { СНИЛС: typed })]));
    await bring(office, roll([line(1, { СНИЛС: '90000008804' })]));
    const other = await openOffice(registry, tpu, `source ${tests}`);
    await bring(other, roll([line(1, { СНИЛС: typed })]));
    expect((await person(1, tpu))!.personId).not.toBe((await person(1))!.personId);
  });

  it('keeps an old login for its person for ever and refuses it to anybody else', async () => {
    await bring(office, roll([line(1, { Логин: `old${tests}` })]));
    await bring(office, roll([line(1, { Логин: `new${tests}` })]));
    const { refused } = await bring(
      office,
      roll([line(1, { Логин: `new${tests}` }), line(2, { Логин: `OLD${tests}` })]),
    );
    expect(refused).toMatchObject([{ line: 3, fault: 'login-taken', field: 'login' }]);
    expect(await person(2)).toBeUndefined();
    await bring(office, roll([line(1, { Логин: `old${tests}` })]));
    const { rows } = await database.admin.raw(
      `select value, state from directory.identifiers where person_id = ? and scheme = 'eppn' order by value`,
      [(await person(1))!.personId],
    );
    expect(rows).toEqual([
      { value: `new${tests}@tsu.ru`, state: 'prior' },
      { value: `old${tests}@tsu.ru`, state: 'current' },
    ]);
  });

  it('refuses a number that another source of the university gave to somebody else', async () => {
    await bring(office, roll([line(1)]));
    const second = await openOffice(registry, tsu, `second source ${tests}`);
    const { refused, record } = await bring(second, roll([line(1, { Логин: '' }), line(2)]));
    expect(record.counts).toMatchObject({ new: 1, refused: 1 });
    expect(refused).toMatchObject([{ line: 2, fault: 'number-taken', field: 'source_key' }]);
  });
});
