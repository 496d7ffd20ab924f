import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { findSource } from '@onecampus/registrar/use-cases/find-source';
import { importRoll } from '@onecampus/registrar/use-cases/import-roll';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import {
  bring,
  feedOf,
  type Office,
  openOffice,
  openRegistry,
  personOf,
  type Registry,
  roll,
  snils,
  student,
  wholeDirectory,
} from './registry.ts';

describe('importing a roll', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tsu: University;
  let office: Office;
  let tests = 0;
  /** Numbers and logins of a test's own: none is ever given twice. */
  let n: (number: number) => string;
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tsu } = await arrangeUniversities(database.admin));
  });
  beforeEach(async () => {
    tests += 1;
    n = (number) => `${tests}-${number}`;
    office = await openOffice(registry, tsu, `source ${tests}`);
  });
  afterAll(() => database.drop());
  const line = (number: number, changes: Parameters<typeof student>[1] = {}) => student(n(number), changes);
  const person = (number: number, university = tsu) => personOf(database.admin, university, n(number));

  it('brings people with numbers, logins, affiliations, a line of the feed each and one audit entry', async () => {
    const before = (await feedOf(database.admin)).length;
    const { record } = await bring(office, roll([line(1), line(2, { Категория: 'преподаватель' })]));
    const [one, two] = [await person(1), await person(2)];
    expect(one).toMatchObject({ version: 1, recordVersion: 1, effective: ['student@tsu.ru'] });
    expect(two).toMatchObject({ effective: ['faculty@tsu.ru'] });
    const { rows } = await database.admin.raw(
      `select scheme, scope, value, state from directory.identifiers where person_id in (?, ?) order by value_normal, scheme`,
      [one!.personId, two!.personId],
    );
    expect(rows).toEqual([
      { scheme: 'student_number', scope: 'tsu.ru', value: n(1), state: 'current' },
      { scheme: 'employee_number', scope: 'tsu.ru', value: n(2), state: 'current' },
      { scheme: 'eppn', scope: 'tsu.ru', value: `u${n(1)}@tsu.ru`, state: 'current' },
      { scheme: 'eppn', scope: 'tsu.ru', value: `u${n(2)}@tsu.ru`, state: 'current' },
    ]);
    const news = (await feedOf(database.admin)).slice(before);
    expect(news.map(({ topic, entityId }) => `${topic} ${entityId}`).sort()).toEqual(
      [one, two].flatMap((who) => [`affiliation.changed ${who!.personId}`, `person.changed ${who!.personId}`]).sort(),
    );
    const audit = await database.admin.raw(
      `select actor, action, university_id from directory.audit_trail where details->>'import' = ?`,
      [record.id],
    );
    expect(audit.rows).toEqual([{ actor: 'service:test', action: 'roll.applied', university_id: tsu.id }]);
  });

  it('changes no version and writes no line of the feed when the same file comes again', async () => {
    const file = roll([
      line(1, { СНИЛС: snils[0] }),
      line(2, { Статус: 'отчислен', 'Действует по': '' }),
      line(3, { 'Действует с': '' }),
      line(4, { Категория: 'слушатель', Логин: '' }),
    ]);
    await bring(office, file);
    const first = await wholeDirectory(database.admin);
    const { record } = await bring(office, file);
    expect(record.counts).toMatchObject({ new: 0, changed: 0, ending: 0, unchanged: 4 });
    expect(await wholeDirectory(database.admin)).toEqual(first);
  });

  it('in a dry run says what would change and changes nothing', async () => {
    await bring(office, roll([line(1), line(2), line(3)]));
    const before = await wholeDirectory(database.admin);
    const { record } = await bring(
      office,
      roll([line(1, { Фамилия: 'Соснина' }), line(2, { Статус: 'отчислен', 'Действует по': '30.06.2025' }), line(4)]),
      { dryRun: true },
    );
    expect(record).toMatchObject({
      state: 'staged',
      counts: { new: 1, changed: 1, ending: 2, unchanged: 0, present: 3 },
    });
    expect(record.preview).toEqual([
      { kind: 'changed', sourceKey: n(1), name: 'Соснина Анна', fields: ['family_name'], before: [], after: [] },
      expect.objectContaining({
        kind: 'ending',
        sourceKey: n(2),
        before: ['студент (ММФ), 01.09.2024–31.08.2099'],
        after: ['студент (ММФ), 01.09.2024–30.06.2025'],
      }),
      expect.objectContaining({
        kind: 'ending',
        sourceKey: n(3),
        before: ['студент (ММФ), 01.09.2024–31.08.2099'],
        after: [],
      }),
      expect.objectContaining({
        kind: 'new',
        sourceKey: n(4),
        before: [],
        after: ['студент (ММФ), 01.09.2024–31.08.2099'],
      }),
    ]);
    expect(await wholeDirectory(database.admin)).toEqual(before);
  });

  it('applies what was compared once, by its number, and only once', async () => {
    const { record } = await bring(office, roll([line(1)]), { dryRun: true });
    const confirm = async () =>
      importRoll(registry, {
        by: 'service:test',
        ...(await findSource(registry, { university: 'tsu', label: office.label })),
        input: { importId: record.id },
        dryRun: false,
        acceptShrink: false,
      });
    expect(await confirm()).toMatchObject({ state: 'applied', counts: { new: 1 } });
    await expect(confirm()).rejects.toMatchObject({ code: 'import.already_applied' });
  });

  it('writes nothing at all where the last statement but one fails', async () => {
    await bring(office, roll([line(1)]));
    const before = await wholeDirectory(database.admin);
    await database.admin.raw(`
      create function directory.fall_over() returns trigger language plpgsql as $$ begin raise exception 'the power went out'; end $$;
      create trigger fall_over before insert on directory.affiliations for each row when (new.org_unit = 'Обрыв') execute function directory.fall_over();`);
    try {
      await expect(
        bring(office, roll([line(1, { Фамилия: 'Соснина' }), line(2), line(3, { Факультет: 'Обрыв' })])),
      ).rejects.toThrow();
    } finally {
      await database.admin.raw('drop function directory.fall_over cascade');
    }
    expect(await wholeDirectory(database.admin)).toEqual(before);
    expect((await bring(office, roll([line(1)]))).record.counts).toMatchObject({ unchanged: 1 });
  });

  it('ends an affiliation that is left out, keeps what was believed, and opens it again on return', async () => {
    await bring(office, roll([line(1), line(2)]));
    await bring(office, roll([line(2)]));
    expect(await person(1)).toMatchObject({ version: 2, recordVersion: 2, missing: true, effective: [] });
    const beliefs = await database.admin.raw(
      `select upper_inf(a.recorded) as believed, upper(a.valid) <= now() as over, upper(a.recorded) is not null as closed
       from directory.affiliations a join directory.source_records r on r.id = a.source_record_id where r.source_key = ? order by lower(a.recorded)`,
      [n(1)],
    );
    expect(beliefs.rows).toEqual([
      { believed: false, over: false, closed: true },
      { believed: true, over: true, closed: false },
    ]);
    await bring(office, roll([line(1), line(2)]));
    expect(await person(1)).toMatchObject({ missing: false, effective: ['student@tsu.ru'] });
    expect(await person(2)).toMatchObject({ version: 1, recordVersion: 1 });
  });

  it('can tell what was believed at an earlier moment', async () => {
    await bring(office, roll([line(1)]));
    const { rows: then } = await database.admin.raw('select clock_timestamp()::text as at');
    await bring(office, roll([line(1, { 'Действует по': '31.08.2025' })]));
    const { rows } = await database.admin.raw(
      `select (upper(a.valid) at time zone 'Asia/Tomsk')::text as until from directory.affiliations a
       join directory.source_records r on r.id = a.source_record_id
       where r.source_key = ? and a.recorded @> ?::timestamptz and a.valid @> '2026-03-03T12:00+07'::timestamptz`,
      [n(1), then[0].at],
    );
    expect(rows).toEqual([{ until: '2099-09-01 00:00:00' }]);
    expect(await person(1)).toMatchObject({ effective: [] });
  });

  it('lets the last day count in full, at the university', async () => {
    await bring(office, roll([line(1, { 'Действует по': '31.08.2026' })]));
    const { rows } = await database.admin.raw(
      `select upper(a.valid) = '2026-09-01T00:00+07' as midnight from directory.affiliations a join directory.source_records r on r.id = a.source_record_id where r.source_key = ?`,
      [n(1)],
    );
    expect(rows).toEqual([{ midnight: true }]);
  });

  it('gives effect by the clock: not before the first day, not after the last, during a leave', async () => {
    await bring(
      office,
      roll([
        line(1, { 'Действует с': '01.09.2098' }),
        line(2, { 'Действует по': '30.06.2025' }),
        line(3, { Статус: 'академический отпуск' }),
        line(4, { Статус: 'отчислен', 'Действует по': '31.08.2099' }),
      ]),
    );
    const effective = await Promise.all([1, 2, 3, 4].map(async (one) => (await person(one))?.effective));
    expect(effective).toEqual([[], [], ['student@tsu.ru'], []]);
  });

  it('replaces a window that changed and moves a person to another department', async () => {
    await bring(office, roll([line(1), line(2)]));
    await bring(office, roll([line(1, { 'Действует по': '31.08.2030' }), line(2, { Факультет: 'ФилФ' })]));
    const { rows } = await database.admin.raw(
      `select r.source_key = ? as first, a.org_unit, upper_inf(a.recorded) as believed, (upper(a.valid) at time zone 'Asia/Tomsk')::date::text as until, upper(a.valid) <= now() as over
       from directory.affiliations a join directory.source_records r on r.id = a.source_record_id where r.source_key in (?, ?)
       order by 1 desc, lower(a.recorded), a.org_unit`,
      [n(1), n(1), n(2)],
    );
    expect(rows).toEqual([
      { first: true, org_unit: 'ММФ', believed: false, until: '2099-09-01', over: false },
      { first: true, org_unit: 'ММФ', believed: true, until: '2030-09-01', over: false },
      { first: false, org_unit: 'ММФ', believed: false, until: '2099-09-01', over: false },
      { first: false, org_unit: 'ММФ', believed: true, until: expect.any(String), over: true },
      { first: false, org_unit: 'ФилФ', believed: true, until: '2099-09-01', over: false },
    ]);
  });

  it('holds several affiliations of one number, and two times of the same', async () => {
    const file = roll([
      line(1, { 'Действует с': '01.09.2019', 'Действует по': '30.06.2023' }),
      line(1),
      line(1, { Категория: 'сотрудник', Факультет: 'Библиотека', 'Действует по': '' }),
    ]);
    await bring(office, file);
    expect(await person(1)).toMatchObject({ effective: ['staff@tsu.ru', 'student@tsu.ru'] });
    await bring(office, roll([line(1, { 'Действует с': '01.09.2019', 'Действует по': '30.06.2023' })]));
    expect(await person(1)).toMatchObject({ effective: [] });
    await bring(office, file);
    expect(await person(1)).toMatchObject({ effective: ['staff@tsu.ru', 'student@tsu.ru'] });
  });

  it('of a part of the people leaves the others as they are, also when it is confirmed later', async () => {
    await bring(office, roll([line(1), line(2)]));
    const { record } = await bring(office, roll([line(2, { Фамилия: 'Соснина' }), line(3)]), {
      partial: true,
      dryRun: true,
    });
    expect(record.counts).toMatchObject({ new: 1, changed: 1, ending: 0 });
    await importRoll(registry, {
      by: 'service:test',
      ...(await findSource(registry, { university: 'tsu', label: office.label })),
      input: { importId: record.id },
      dryRun: false,
      acceptShrink: false,
    });
    expect(await person(1)).toMatchObject({ version: 1, missing: false, effective: ['student@tsu.ru'] });
    expect(await person(3)).toMatchObject({ effective: ['student@tsu.ru'] });
  });

  it('ends nothing of a person whose row it could not understand', async () => {
    await bring(office, roll([line(1), line(2)]));
    const { record } = await bring(office, roll([line(1, { 'Дата рождения': '31.02.2006' }), line(2)]));
    expect(record.counts).toMatchObject({ refused: 1, ending: 0, unchanged: 1 });
    expect(await person(1)).toMatchObject({ version: 1, missing: false, effective: ['student@tsu.ru'] });
  });
});
