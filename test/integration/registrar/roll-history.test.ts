import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  acrossUniversities,
  eraseRecords,
  readVersions,
  type University,
  withinUniversity,
} from '@onecampus/directory';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { bring, type Office, openOffice, openRegistry, type Registry, roll, snils, student } from './registry.ts';

describe('what a roll leaves for others', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tsu: University;
  let office: Office;
  const record = async (number: string) => {
    const { rows } = await database.admin.raw<{
      rows: { id: string; version: number; name_key: string; due: boolean; person_id: string }[];
    }>(
      `select r.id, r.version::int, r.name_key, r.person_id, exists (select from directory.match_due d where d.source_record_id = r.id) as due
       from directory.source_records r where r.source_key = ?`,
      [number],
    );
    return rows[0]!;
  };
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tsu } = await arrangeUniversities(database.admin));
    office = await openOffice(registry, tsu, 'history');
  });
  afterAll(() => database.drop());

  it('is a key of the name that is the same in both alphabets', async () => {
    await bring(office, roll([student('1'), student('2', { Фамилия: 'Yolkina', Имя: 'Anna' })]));
    expect((await record('1')).name_key).toBe((await record('2')).name_key);
  });

  it('is work for the matcher where a human is new or said to be another, and no work where nothing changed', async () => {
    await database.admin.raw('delete from directory.match_due');
    const file = roll([
      student('1', { Имя: 'Мария' }),
      student('2', { Факультет: 'ФФ', Фамилия: 'Yolkina', Имя: 'Anna' }),
      student('3'),
    ]);
    await bring(office, file);
    expect(await Promise.all(['1', '2', '3'].map(async (one) => (await record(one)).due))).toEqual([true, false, true]);
    await database.admin.raw('delete from directory.match_due');
    await bring(office, file);
    expect(await Promise.all(['1', '2', '3'].map(async (one) => (await record(one)).due))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('is what was said before, sealed, and nothing of it in the clear', async () => {
    await bring(office, roll([student('4', { 'Эл. почта': 'four@tsu.ru', СНИЛС: snils[0] })]), { partial: true });
    await bring(office, roll([student('4', { Фамилия: 'Соснина' })]), { partial: true });
    const { id, version } = await record('4');
    expect(version).toBe(2);
    const versions = await withinUniversity(registry.db, tsu.id, (tx) => readVersions(tx, registry.dataKey, id));
    expect(versions).toMatchObject([
      {
        version: 1,
        values: { family_name: 'Ёлкина', email: 'four@tsu.ru', birth_date: '2006-04-12' },
        missingSince: null,
      },
    ]);
    const { rows } = await database.admin.raw(
      `select replaced_by_import = (select id from registrar.imports order by created_at desc limit 1) as told,
              position('four@tsu.ru'::bytea in sealed) as at, octet_length(national_number_hmac) as mark
       from directory.source_record_versions where source_record_id = ?`,
      [id],
    );
    expect(rows).toEqual([{ told: true, at: 0, mark: 32 }]);
  });

  it('is nobody who was erased: his rows are refused, whether by his number or by his login', async () => {
    await bring(office, roll([student('5'), student('6')]), { partial: true });
    const { id } = await record('5');
    await acrossUniversities(registry.db, (tx) =>
      eraseRecords(tx, registry.dataKey, { recordIds: [id], by: 'service:test' }),
    );
    const { record: imported, refused } = await bring(
      office,
      roll([student('5'), student('7', { Логин: 'u5' }), student('6', { Имя: 'Мария' })]),
      {
        partial: true,
        acceptShrink: true,
      },
    );
    expect(imported).toMatchObject({ state: 'applied', counts: { changed: 1, refused: 2 } });
    expect(refused).toMatchObject([
      { sourceKey: '5', fault: 'erased' },
      { sourceKey: '7', fault: 'erased' },
    ]);
    // A whole file without him ends nothing of his and keeps nothing of his.
    await bring(office, roll([student('6')]), { acceptShrink: true });
    const { rows } = await database.admin.raw(
      `select r.source_key = 'erased:' || r.id as emptied, (select count(*)::int from directory.data_keys k where k.source_record_id = r.id and k.wrapped is not null) as keys
       from directory.source_records r where r.id = ?`,
      [id],
    );
    expect(rows).toEqual([{ emptied: true, keys: 0 }]);
    expect(await record('5')).toBeUndefined();
  });
});
