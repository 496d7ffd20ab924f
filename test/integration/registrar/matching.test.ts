import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { matchDue } from '@onecampus/registrar/use-cases/match-due';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import {
  bring,
  type Line,
  type Office,
  openOffice,
  openRegistry,
  personOf,
  type Registry,
  roll,
  snils,
  student,
} from './registry.ts';

const person = (number: string, changes: Line): Line =>
  student(number, { Логин: '', Отчество: 'Павловна', ...changes });

describe('matching in the background', () => {
  let database: FreshDatabase;
  let registry: Registry;
  let tpu: University;
  let tsu: University;
  let here: Office;
  let there: Office;
  beforeAll(async () => {
    database = await freshDatabase();
    registry = openRegistry(database.as('registrar'));
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    here = await openOffice(registry, tpu, 'SIS');
    there = await openOffice(registry, tsu, 'SIS');
    // As in a city: in a handful of people every name would be a frequent one.
    await database.admin.raw(`insert into directory.match_frequencies (term, records) values ('records', 200000)`);
  });
  afterAll(() => database.drop());

  const ids = async (number: string) => [
    (await personOf(database.admin, tpu, number))?.personId,
    (await personOf(database.admin, tsu, number))?.personId,
  ];
  const requests = async (number: string) => {
    const { rows } = await database.admin.raw<{ rows: { state: string; about: string; evidence: unknown }[] }>(
      `select m.state, m.about, m.evidence from directory.match_requests m join directory.source_records r on r.id in (m.source_record_id, m.candidate_record_id)
       where r.source_key = ? and r.university_id = ? order by m.created_at`,
      [number, tsu.id],
    );
    return rows;
  };
  const linkable = { Фамилия: 'Верещагина', Имя: 'Аглая', 'Эл. почта': 'aglaya@example.org' };

  it('links whom the evidence names, asks about whom it does not, and leaves others alone', async () => {
    await bring(
      here,
      roll([
        person('1', linkable),
        person('2', { Фамилия: 'Подосинина', Имя: 'Мария' }),
        person('3', { Фамилия: 'Ким', Имя: 'Олег', Отчество: '' }),
      ]),
    );
    await bring(
      there,
      roll([
        person('1', { ...linkable, Фамилия: 'Vereshchagina', Имя: 'Aglaya', Отчество: 'Pavlovna' }),
        person('2', { Фамилия: 'Подосинина', Имя: 'Мария' }),
        person('3', { Фамилия: 'Гордеев', Имя: 'Иван', Отчество: 'Ильич' }),
      ]),
    );
    const [a, b] = await ids('1');
    expect(a).not.toBe(b);
    expect(await matchDue(registry)).toEqual({ looked: 6, linked: 1, asked: 1, left: 0 });
    const one = await ids('1');
    expect(one[0]).toBe(one[1]);
    expect(new Set(await ids('2')).size).toBe(2);
    expect(await requests('2')).toEqual([expect.objectContaining({ state: 'pending', about: 'link' })]);
    expect(await requests('3')).toEqual([]);
    const { rows } = await database.admin.raw(
      `select method, model_version is not null as versioned, decided_by as "decidedBy" from directory.merge_events`,
    );
    expect(rows).toEqual([{ method: 'scored', versioned: true, decidedBy: ['service:matcher'] }]);
  });

  it('never makes two rows of one source one person by way of a third', async () => {
    const mail = { 'Эл. почта': 'kapitolina@example.org' };
    const name = { Фамилия: 'Златоустова', Имя: 'Капитолина' };
    await bring(here, roll([person('21', { ...name, ...mail, СНИЛС: snils[4] })]), { partial: true });
    await bring(
      there,
      roll([person('22', { ...name, СНИЛС: snils[4] }), person('21', { ...name, ...mail, СНИЛС: '' })]),
      { partial: true },
    );
    const together = await personOf(database.admin, tsu, '22');
    expect((await ids('21'))[0]).toBe(together?.personId);
    await matchDue(registry);
    const [atTpu, atTsu] = await ids('21');
    expect(atTpu).not.toBe(atTsu);
  });

  it('looks at nobody twice, and counts each name once', async () => {
    expect(await matchDue(registry)).toEqual({ looked: 0, linked: 0, asked: 0, left: 0 });
    await bring(here, roll([person('1', linkable)]), { partial: true });
    expect(await matchDue(registry)).toEqual({ looked: 0, linked: 0, asked: 0, left: 0 });
    const { rows } = await database.admin.raw<{ rows: { records: number }[] }>(
      `select records from directory.match_frequencies where term = 'records'`,
    );
    expect(rows[0]!.records).toBe(200_009);
  });

  it('withdraws a question that nobody would ask any more, and asks it again when it is one again', async () => {
    await bring(there, roll([person('2', { Фамилия: 'Подосинина', Имя: 'Мария', 'Дата рождения': '01.02.1999' })]), {
      partial: true,
    });
    await matchDue(registry);
    expect((await requests('2')).map(({ state }) => state)).toEqual(['withdrawn']);
    await bring(there, roll([person('2', { Фамилия: 'Подосинина', Имя: 'Мария' })]), { partial: true });
    await matchDue(registry);
    expect((await requests('2')).map(({ state }) => state)).toEqual(['withdrawn', 'pending']);
  });

  it('opens a doubt where corrected data speaks against a link, and undoes nothing silently', async () => {
    const wrong = {
      Фамилия: 'Верещагина',
      Имя: 'Аглая',
      'Эл. почта': 'other@example.org',
      'Дата рождения': '30.11.1988',
    };
    await bring(there, roll([person('1', wrong)]), { partial: true });
    await matchDue(registry);
    expect(new Set(await ids('1')).size).toBe(1);
    expect(await requests('1')).toEqual([expect.objectContaining({ state: 'pending', about: 'doubt' })]);
    await bring(there, roll([person('1', linkable)]), { partial: true });
    await matchDue(registry);
    expect((await requests('1')).map(({ state }) => state)).toEqual(['withdrawn']);
  });

  it('shows outcomes of comparisons and no value of either side', async () => {
    const { rows } = await database.admin.raw<{ rows: { text: string }[] }>(
      `select evidence::text as text from directory.match_requests union all select reason from directory.merge_events
       union all select details::text from directory.audit_trail where action like 'person.%' union all select payload::text from directory.change_feed
       union all select key from directory.match_keys union all select term from directory.match_frequencies`,
    );
    const text = rows.map((row) => row.text).join('\n');
    for (const value of ['одосинин', 'ерещагин', 'example.org', '2006-04-12', '1988-11-30'])
      expect(text).not.toContain(value);
  });

  it('links by a number that comes later, and asks where the number is another one’s', async () => {
    await bring(here, roll([person('8', { Фамилия: 'Ширяева', Имя: 'Зоя', СНИЛС: snils[1] })]), { partial: true });
    await bring(there, roll([person('8', { Фамилия: 'Ширяева', Имя: 'Зоя' })]), { partial: true });
    await matchDue(registry);
    await bring(there, roll([person('8', { Фамилия: 'Ширяева', Имя: 'Зоя', СНИЛС: snils[1] })]), { partial: true });
    await matchDue(registry);
    const one = await ids('8');
    expect(one[0]).toBe(one[1]);
    expect((await requests('8')).map(({ state }) => state)).toEqual(['same']);
  });
});
