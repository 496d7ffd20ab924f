import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { askToSplit } from '@onecampus/registrar/use-cases/ask-to-split';
import { beginOwnLink, finishOwnLink } from '@onecampus/registrar/use-cases/link-own-records';
import { listMatches } from '@onecampus/registrar/use-cases/list-matches';
import { listMerges } from '@onecampus/registrar/use-cases/list-merges';
import { matchDue } from '@onecampus/registrar/use-cases/match-due';
import { sayOfMatch } from '@onecampus/registrar/use-cases/say-of-match';
import { showMatch } from '@onecampus/registrar/use-cases/show-match';
import { unlinkOwnRecords } from '@onecampus/registrar/use-cases/unlink-own-records';
import supertest from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { bring, openOffice, personOf, roll, student } from './registry.ts';
import { type Served, serveRegistrar } from './served.ts';

/** Pairs of records that resemble each other and prove nothing; each test has one of its own. */
const families = ['Подосинина', 'Ширинкина', 'Лоскутникова', 'Верхотурцева', 'Неупокоева', 'Чистоклетова'];

describe('the match queue', () => {
  let database: FreshDatabase;
  let served: Served;
  let tpu: University;
  let tsu: University;
  beforeAll(async () => {
    database = await freshDatabase();
    served = await serveRegistrar(database);
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    await database.admin.raw(`insert into directory.match_frequencies (term, records) values ('records', 200000)`);
    const lines = (mail: string) =>
      roll(
        families.map((family, at) =>
          student(`${at}`, {
            Фамилия: family,
            Имя: 'Мария',
            Отчество: 'Павловна',
            'Эл. почта': `m${at}@${mail}`,
            Логин: `${mail[0]}${at}`,
          }),
        ),
      );
    await bring(await openOffice(served.context, tpu, 'SIS'), lines('one.example'));
    await bring(await openOffice(served.context, tsu, 'SIS'), lines('two.example'));
    await matchDue(served.context);
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  const people = async (at: number) =>
    Promise.all([tpu, tsu].map(async (one) => (await personOf(database.admin, one, `${at}`))!.personId));
  const questionOf = async (at: number) => {
    const matches = await listMatches(served.context, { by: 'person:anna', university: tpu.slug, limit: 50 });
    return matches.find(({ records }) => records.some(({ sourceKey }) => sourceKey === `${at}`))!.id;
  };
  const say = (by: string, university: University, id: string, answer: 'same' | 'different') =>
    sayOfMatch(served.context, { by: `person:${by}`, university: university.slug, id, answer });
  const [anna, boris] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];

  it('shows each side its own record and outcomes, and not one value of the other', async () => {
    const here = JSON.stringify(
      await listMatches(served.context, { by: 'person:anna', university: tpu.slug, limit: 50 }),
    );
    const there = JSON.stringify(
      await listMatches(served.context, { by: 'person:boris', university: tsu.slug, limit: 50 }),
    );
    expect(here).toContain('m0@one.example');
    expect(here).not.toContain('two.example');
    expect(there).toContain('m0@two.example');
    expect(there).not.toContain('one.example');
    const [mine, theirs] = await people(0);
    expect(here).toContain(mine);
    expect(here).not.toContain(theirs);
    const { rows } = await database.admin.raw(
      `select university_id as university, details from directory.audit_trail where action = 'match.listed' and actor = 'person:boris'`,
    );
    expect(rows).toEqual([{ university: tsu.id, details: { matches: 6, records: 6 } }]);
    const { rows: told } = await database.admin.raw(
      `select to_party as "to", attributes from directory.disclosures where person_id = ? and purpose = 'matching'`,
      [mine!],
    );
    expect(told).toEqual([
      { to: `university:${tsu.id}`, attributes: ['birthDate', 'email', 'family', 'given', 'patronymic'] },
    ]);
  });

  it('makes them one when two people, one of each side, say so', async () => {
    const id = await questionOf(0);
    expect(await say(anna, tpu, id, 'same')).toEqual({ state: 'pending' });
    await expect(say(anna, tsu, id, 'same')).rejects.toMatchObject({ code: 'match.second_pair_of_eyes' });
    expect(new Set(await people(0)).size).toBe(2);
    expect(await say(boris, tsu, id, 'same')).toEqual({ state: 'same' });
    expect(new Set(await people(0)).size).toBe(1);
    await expect(say(boris, tsu, id, 'different')).rejects.toMatchObject({ code: 'match.decided' });
    const { rows } = await database.admin.raw(
      `select array_agg(university_id order by university_id) as at from directory.audit_trail where action = 'person.merged'`,
    );
    expect(rows).toEqual([{ at: [tpu.id, tsu.id].toSorted() }]);
  });

  it('keeps them two for ever when either says so', async () => {
    const id = await questionOf(1);
    expect(await say(boris, tsu, id, 'different')).toEqual({ state: 'different' });
    await database.admin.raw(
      `insert into directory.match_due (source_record_id, university_id) select id, university_id from directory.source_records where source_key = '1'`,
    );
    expect(await matchDue(served.context)).toMatchObject({ looked: 2, linked: 0, asked: 0 });
    expect(new Set(await people(1)).size).toBe(2);
  });

  it('lets nobody decide about himself, nor a university about others', async () => {
    const id = await questionOf(2);
    const [self] = await people(2);
    await expect(say(self!, tpu, id, 'same')).rejects.toMatchObject({ code: 'person.own_record' });
    const other = { ...tpu, id: crypto.randomUUID(), slug: 'other', homeOrganization: 'other.ru' };
    await database.admin.raw(
      `insert into directory.universities (id, slug, home_organization, name_ru, name_en, short_name_ru, short_name_en) values (?, 'other', 'other.ru', 'О', 'O', 'О', 'O')`,
      [other.id],
    );
    await expect(say(anna, other, id, 'same')).rejects.toMatchObject({ code: 'match.unknown' });
    await expect(showMatch(served.context, { by: 'person:x', id, universityIds: [other.id] })).rejects.toMatchObject({
      code: 'match.unknown',
    });
    expect(await listMatches(served.context, { by: 'person:x', university: 'other', limit: 50 })).toEqual([]);
  });

  it('parts people again when a second person confirms a doubt', async () => {
    const id = await questionOf(3);
    await say(anna, tpu, id, 'same');
    await say(boris, tsu, id, 'same');
    const [personId] = await people(3);
    const { merges } = await listMerges(served.context, { by: 'client:operator', personId: personId! });
    const { matchRequest } = await askToSplit(served.context, { by: `person:${anna}`, mergeId: merges[0]!.id });
    const { rows: told } = await database.admin.raw(
      'select to_party as "to" from directory.disclosures where occasion = ? order by to_party',
      [`match:${matchRequest}`],
    );
    expect(told.map(({ to }: { to: string }) => to).sort()).toEqual(
      [`university:${tpu.id}`, `university:${tsu.id}`].sort(),
    );
    await expect(say(anna, tpu, matchRequest, 'different')).rejects.toMatchObject({
      code: 'match.second_pair_of_eyes',
    });
    expect(await say(boris, tsu, matchRequest, 'different')).toEqual({ state: 'different' });
    expect(new Set(await people(3)).size).toBe(2);
  });

  it('links a person who proves both accounts, once per sign-in and from his own session, and unlinks at his word', async () => {
    const [one, other] = await people(4);
    const { rows } = await database.admin.raw<{ rows: { ref: string }[] }>(
      'select reference_id as ref from directory.people where id = ?',
      [other!],
    );
    const begin = () => beginOwnLink(served.context, { personId: one!, sessionId: 'session' });
    const finish = (state: string, sessionId = 'session') =>
      finishOwnLink(served.context, { state, personId: one!, sessionId, secondReference: rows[0]!.ref });
    await expect(finish((await begin()).state, 'stolen')).rejects.toMatchObject({ code: 'link.expired' });
    const { state } = await begin();
    const { mergeId } = await finish(state);
    expect(new Set(await people(4)).size).toBe(1);
    await expect(finish(state)).rejects.toMatchObject({ code: 'link.expired' });
    const [stranger] = await people(5);
    await expect(unlinkOwnRecords(served.context, { personId: stranger!, mergeId })).rejects.toMatchObject({
      code: 'merge.unknown',
    });
    await unlinkOwnRecords(served.context, { personId: other!, mergeId });
    expect(await people(4)).toEqual([one, other]);
    expect(await questionOf(5)).toBeDefined();
  });

  it('answers machines with the scope people.merge alone', async () => {
    const authorization = await served.authorization('people.merge');
    const api = supertest(served.app);
    const list = await api.get('/api/v1/universities/tsu/matches?limit=1').set({ authorization }).expect(200);
    expect(list.body.matches).toHaveLength(1);
    const { id } = list.body.matches[0];
    await api.get(`/api/v1/matches/${id}`).set({ authorization }).expect(200);
    await api
      .post(`/api/v1/matches/${id}/say`)
      .set({ authorization })
      .send({ university: 'tsu', answer: 'same' })
      .expect(200, { state: 'pending' });
    const twice = await api
      .post(`/api/v1/matches/${id}/say`)
      .set({ authorization })
      .send({ university: 'tpu', answer: 'same' });
    expect([twice.status, twice.body.code]).toEqual([403, 'match.second_pair_of_eyes']);
    await api.post('/api/v1/matches/run').set({ authorization }).send({}).expect(200);
    const [personId] = await people(0);
    const merges = await api.get(`/api/v1/people/${personId}/merges`).set({ authorization }).expect(200);
    expect(merges.body.merges).toHaveLength(1);
    const split = await api
      .post(`/api/v1/people/${personId}/split`)
      .set({ authorization })
      .send({ merge: merges.body.merges[0].id });
    expect(split.body.matchRequest).toEqual(expect.any(String));
    const reader = await served.authorization('people.read');
    await api.get('/api/v1/universities/tsu/matches').set({ authorization: reader }).expect(403);
  });
});
