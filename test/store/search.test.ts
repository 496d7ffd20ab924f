import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from '@onecampus/database';
import { indexDueNames, type PeoplePage, searchPeople, type University, withinUniversity } from '@onecampus/directory';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

describe('the search for people', () => {
  let database: FreshDatabase;
  let registrar: Db;
  let tpu: University;
  let tsu: University;

  const index = (university: University) =>
    withinUniversity(registrar, university.id, (tx) => indexDueNames(tx, 1_000));
  const search = (text: string, options: Partial<Parameters<typeof searchPeople>[1]> = {}, university = tpu) =>
    withinUniversity(registrar, university.id, (tx) => searchPeople(tx, { text, limit: 25, ...options }));
  const named = (page: PeoplePage) =>
    page.people.map((one) => [one.familyName, one.givenName, one.patronymic].filter(Boolean).join(' '));
  const person = (university: University, name: string, more: { login?: string } = {}) => {
    const [familyName, givenName, patronymic] = name.split(' ') as [string, string, string | undefined];
    return arrangePerson(database.admin, {
      university,
      familyName,
      givenName,
      patronymic: patronymic ?? null,
      ...more,
    });
  };

  beforeAll(async () => {
    database = await freshDatabase();
    registrar = database.as('registrar');
    ({ tpu, tsu } = await arrangeUniversities(registrar));
    for (const name of [
      'Иванов Пётр Ильич',
      'Иванов Семён Петрович',
      'Иванова Анна Петровна',
      'Петров Иван Иванович',
      'Римский-Корсаков Николай Андреевич',
      'Королёва Юлия Львовна',
      'Zhang Wei',
    ]) {
      await person(tpu, name);
    }
    await person(tpu, 'Соколов Александр Ильич', { login: 'falcon' });
    await person(tsu, 'Иванов Чужой Ильич');
    await index(tpu);
    await index(tsu);
  });
  afterAll(() => database.drop());

  it('finds a name in both alphabets, its beginning, and its words in any order', async () => {
    const ivanovs = ['Иванов Пётр Ильич', 'Иванов Семён Петрович', 'Иванова Анна Петровна'];
    for (const text of ['Иванов', 'ivanov', 'ИВАНО', 'Ivanov ']) expect(named(await search(text))).toEqual(ivanovs);
    for (const text of ['Иванов Пе', 'petr IVANOV', 'Иванов П.И.', 'ильич пётр']) {
      expect(named(await search(text))[0]).toBe('Иванов Пётр Ильич');
    }
    expect(named(await search('корсаков ник'))).toEqual(['Римский-Корсаков Николай Андреевич']);
    expect(named(await search('Чжан'))).toEqual(['Zhang Wei']);
    for (const text of ['Королева', 'королёва юли', 'Koroleva Julia', 'Yulia']) {
      expect(named(await search(text))).toEqual(['Королёва Юлия Львовна']);
    }
  });

  it('puts family names before given names and says nobody twice', async () => {
    expect(named(await search('иван'))).toEqual([
      'Иванов Пётр Ильич',
      'Иванов Семён Петрович',
      'Иванова Анна Петровна',
      'Петров Иван Иванович',
    ]);
  });

  it('knows short forms', async () => {
    expect(named(await search('Саша Соколов'))).toEqual(['Соколов Александр Ильич']);
  });

  it('finds by number, login with or without its domain, and the beginning of an address', async () => {
    const found = await person(tpu, 'Ким Олег');
    await index(tpu);
    for (const text of [found.studentNumber, found.eppn, found.eppn.split('@')[0]!, found.eppn.slice(0, -3)]) {
      expect(named(await search(text))).toEqual(['Ким Олег']);
    }
    expect(named(await search('falcon'))).toEqual(['Соколов Александр Ильич']);
  });

  it('forgives one slip, and says so', async () => {
    for (const text of ['Ивнаов Семён', 'Иваново Семен', 'Соклов', 'Римсгий']) {
      const page = await search(text);
      expect([text, page.near, page.people.length]).toEqual([text, true, 1]);
    }
    expect(await search('Ивановский Щур')).toEqual({ people: [], near: false, next: null });
    expect((await search('Иванов')).near).toBe(false);
  });

  it('shows only the people of the named university', async () => {
    expect(named(await search('Иванов Чужой'))).toEqual([]);
    expect(named(await search('Иванов', {}, tsu))).toEqual(['Иванов Чужой Ильич']);
    await expect(searchPeople(registrar as never, { text: 'Иванов', limit: 25 })).resolves.toMatchObject({
      people: [],
    });
  });

  it('pages in one order without leaving out or repeating anybody, whatever comes in between', async () => {
    for (let n = 0; n < 12; n += 1) await person(tpu, `Попов Иван${n % 3 === 0 ? '' : 'ко'} Львович`);
    await index(tpu);
    const seen: string[] = [];
    let after: PeoplePage['next'] | undefined;
    do {
      const page: PeoplePage = await search('попов', { limit: 5, after: after ?? undefined });
      seen.push(...page.people.map((one) => one.personId));
      after = page.next;
      await person(tpu, 'Попов Авель');
      await index(tpu);
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(12);
  });

  it('tells what is in effect, by the clock, and which of the university’s records there are', async () => {
    const { personId } = await arrangePerson(database.admin, {
      university: tpu,
      familyName: 'Бывший',
      validUntil: new Date('2025-01-01T00:00:00Z'),
    });
    await index(tpu);
    const page = await search('Бывший');
    expect(page.people).toMatchObject([{ personId, affiliations: [], records: [{ source: 'test', missing: false }] }]);
    expect((await search('falcon')).people[0]!.affiliations).toEqual([
      { affiliation: 'student', scope: 'tpu.ru', orgUnit: null, until: null },
    ]);
  });

  it('forgets a former name at once and finds the new one after the next round', async () => {
    const { personId } = await person(tpu, 'Девичья Ольга');
    await index(tpu);
    await database.admin.raw(`update directory.source_records set family_name = 'Замужняя' where person_id = ?`, [
      personId,
    ]);
    expect(named(await search('Девичья'))).toEqual([]);
    expect(await index(tpu)).toBe(1);
    expect(named(await search('Замужняя'))).toEqual(['Замужняя Ольга']);
    expect(await index(tpu)).toBe(0);
  });

  it('is written by every instance at once without a word twice or missing', async () => {
    for (let n = 0; n < 20; n += 1) await person(tpu, `Совместных Ида${n}`);
    await Promise.all([index(tpu), index(tpu), index(tpu)]);
    expect((await search('Совместных')).people).toHaveLength(20);
    const { rows } = await database.admin.raw<{ rows: { due: number }[] }>(
      'select count(*)::int as due from directory.people_search_due where university_id = ?',
      [tpu.id],
    );
    expect(rows).toEqual([{ due: 0 }]);
  });

  it('keeps no word of an erased record', async () => {
    const { personId } = await person(tpu, 'Канарейкина Ольга');
    await index(tpu);
    await database.admin.raw(
      `update directory.source_records set family_name = null, given_name = null, email = null, erased_at = now() where person_id = ?`,
      [personId],
    );
    await index(tpu);
    const { rows } = await database.admin.raw<{ rows: unknown[] }>(
      `select word from directory.people_search where word like 'kanareik%' or rest like '%kanareik%'`,
    );
    expect(rows).toEqual([]);
  });
});
