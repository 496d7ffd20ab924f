import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import {
  bring,
  headings,
  openOffice,
  openRegistry,
  personOf,
  type Registry,
  roll,
  student,
  wholeDirectory,
} from './registry.ts';

/** What a file can be besides right. What of this is refused as a whole stands in reading-rolls.test.ts. */
describe('a bad roll', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tsu: University;
  let tests = 0;
  const office = () => openOffice(registry, tsu, `source ${++tests}`);
  const number = (n: number) => `${tests}-${n}`;
  const nameOf = async (key: string) => {
    const { rows } = await database.admin.raw<{ rows: { family_name: string; name_key: string }[] }>(
      'select family_name, name_key from directory.source_records where source_key = ?',
      [key],
    );
    return rows[0];
  };
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tsu } = await arrangeUniversities(database.admin));
  });
  afterAll(() => database.drop());

  it('with a cell of ten megabytes is refused by the line, and changes nothing', async () => {
    const place = await office();
    await bring(place, roll([student(number(1))]));
    const before = await wholeDirectory(database.admin);
    const line = `${number(2)};${'Я'.repeat(5_000_000)};Анна${';'.repeat(headings.length - 3)}\r\n`;
    await expect(bring(place, roll([student(number(1))]) + line)).rejects.toMatchObject({
      code: 'import.unreadable',
      details: { reason: 'row-too-large', ru: expect.stringContaining('кавычка') },
    });
    expect(await wholeDirectory(database.admin)).toEqual(before);
  });

  it('with the delimiter of another program in its rows is mostly refused, and asks', async () => {
    const place = await office();
    const rows = roll([student(number(1)), student(number(2))]).split('\r\n');
    const mixed = [rows[0], ...rows.slice(1).map((row) => row.replaceAll(';', '\t'))].join('\r\n');
    await expect(bring(place, mixed)).rejects.toMatchObject({
      code: 'import.needs_review',
      details: { review_reasons: ['mostly-refused'] },
    });
  });

  it.each<[string, string, string]>([
    ['emoji', 'Ёлкина🎓', 'Ёлкина🎓'],
    ['letters in pieces (NFD)', 'Ёлкин Й'.normalize('NFD'), 'Ёлкин Й'],
    ['spaces of several kinds', ' \u00a0Ёлкина\u2003 Шпак ', 'Ёлкина Шпак'],
    ['an apostrophe and a hyphen', 'О’Коннор-Ким', 'О’Коннор-Ким'],
  ])('with %s in a name gives one name, written one way', async (_, written, kept) => {
    const place = await office();
    await bring(place, roll([student(number(1), { Фамилия: written })]));
    expect(await nameOf(number(1))).toMatchObject({ family_name: kept });
    const { record } = await bring(place, roll([student(number(1), { Фамилия: kept.normalize('NFC') })]));
    expect(record.counts).toMatchObject({ unchanged: 1 });
  });

  it.each<[string, ReturnType<typeof student>, string, string]>([
    ['turns the direction of writing', { Фамилия: 'Ёлкин\u202eанна' }, 'control-characters', 'family_name'],
    ['takes no room', { Имя: 'Ан\u200bна' }, 'control-characters', 'given_name'],
    ['is NUL', { Факультет: 'М\u0000Ф' }, 'control-characters', 'org_unit'],
    ['has a thousand letters', { Фамилия: 'Ы'.repeat(1_000) }, 'value-too-long', 'family_name'],
    ['is a birth date to come', { 'Дата рождения': '01.01.2199' }, 'birth-date-in-future', 'birth_date'],
    ['is half a surrogate', { Имя: 'Анна\ud83d' }, 'control-characters', 'given_name'],
  ])('whose cell %s loses that row alone, for a reason that can be acted on', async (_, changes, fault, field) => {
    const place = await office();
    const { record, refused } = await bring(
      place,
      roll([student(number(1), changes), student(number(2)), student(number(3))]),
    );
    expect(record).toMatchObject({ state: 'applied', counts: { new: 2, refused: 1 } });
    expect(refused).toMatchObject([{ line: 2, fault, field, sourceKey: number(1) }]);
    expect(await personOf(database.admin, tsu, number(1))).toBeUndefined();
  });

  it('of another source that claims a number which is taken touches nobody of the first', async () => {
    const first = await office();
    await bring(first, roll([student('claimed')]));
    const owner = await personOf(database.admin, tsu, 'claimed');
    const second = await office();
    const { record, refused } = await bring(
      second,
      roll([student('claimed', { Фамилия: 'Иная', Логин: 'inaya' }), student(number(2)), student(number(3))]),
    );
    expect(record.counts).toMatchObject({ new: 2, refused: 1 });
    expect(refused).toMatchObject([{ fault: 'number-taken', sourceKey: 'claimed' }]);
    expect(await personOf(database.admin, tsu, 'claimed')).toEqual(owner);
  });

  it('cut off in the middle of a row ends nobody whose row was cut, and is held for the others', async () => {
    const place = await office();
    const whole = roll([1, 2, 3, 4].map((n) => student(number(n))));
    await bring(place, whole);
    await database.admin.raw(`update directory.sources set shrink_limit = 0.02 where label = ?`, [place.label]);
    await expect(bring(place, whole.slice(0, whole.indexOf(`${number(3)};`) + 20))).rejects.toMatchObject({
      code: 'import.shrinks_too_much',
      details: { counts: { ending: 1, refused: 1 } },
    });
    expect(await personOf(database.admin, tsu, number(4))).toMatchObject({ effective: ['student@tsu.ru'] });
  });
});
