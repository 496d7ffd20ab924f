import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Db } from '@onecampus/database';
import { listEffectiveEntitlements, type University, withinUniversity } from '@onecampus/directory';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { type Served, serveRegistrar } from './served.ts';

const hour_ms = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * hour_ms).toISOString();

describe('groups, entitlements and agreements', () => {
  let database: FreshDatabase;
  let served: Served;
  let services: Db;
  let tpu: University;
  let tsu: University;
  let token: string;
  let uri: string;
  let counter = 0;

  const send = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string, body?: object) => {
    const sent = request(served.app)[method](`/api/v1/${path}`).set('authorization', token);
    return body === undefined ? sent : sent.send(body);
  };
  const at = (university: string, path: string) => `universities/${university}/${path}`;
  const grant = (holder: object, more: object = {}, university = 'tpu') =>
    send('post', at(university, 'entitlements/grants'), { uri, holder, ...more });
  /** As a service reads it: everybody's, by the clock. */
  const has = async (personId: string) =>
    (await listEffectiveEntitlements(services, personId)).some((one) => one.uri === uri);
  const group = async (university = 'tpu') => {
    counter += 1;
    const made = await send('post', at(university, 'groups'), { display_name: `Лаборатория ${counter}` }).expect(201);
    return made.body.id as string;
  };
  const agreement = async (parties: string[], more: object = {}) => {
    counter += 1;
    const reference = `Договор № ${counter}`;
    const title = { ru: 'О библиотеках', en: 'On libraries' };
    await send('post', 'agreements', { reference, title, parties, ...more }).expect(201);
    return reference;
  };
  /** The clock cannot be moved, so the windows are. */
  const move = (
    table: 'entitlement_grants' | 'group_members' | 'agreements',
    by: string,
    where: string,
    value: string,
  ) =>
    database.admin.raw(
      `update directory.${table} set valid = tstzrange(lower(valid) - ?::interval, upper(valid) - ?::interval) where ${where} = ?`,
      [by, by, value],
    );

  beforeAll(async () => {
    database = await freshDatabase();
    served = await serveRegistrar(database);
    services = database.as('identity-provider');
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    token = await served.authorization('people.read', 'people.write', 'agreements.write');
  });
  beforeEach(async () => {
    counter += 1;
    uri = `urn:mace:tpu.ru:lab-${counter}`;
    await send('put', at('tpu', 'entitlements'), { uri, label: { ru: 'Лаборатория', en: 'Laboratory' } }).expect(200);
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  it('ask for their scopes', async () => {
    const read = await served.authorization('people.read');
    const post = (path: string) => request(served.app).post(`/api/v1/${path}`).set('authorization', read).send({});
    for (const path of [at('tpu', 'groups'), at('tpu', 'entitlements/grants'), 'agreements'])
      await post(path).expect(403);
  });

  it('keep a group: created once by its name, renamed, its members in and out, and deleted', async () => {
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    const id = await group();
    const path = at('tpu', `groups/${id}`);
    await send('post', at('tpu', 'groups'), { display_name: `лаборатория ${counter}` }).expect(409);
    expect((await send('patch', path, { display_name: 'Кружок' }).expect(200)).body).toMatchObject({ version: 2 });
    expect((await send('patch', path, { display_name: 'Кружок' }).expect(200)).body).toMatchObject({ version: 2 });
    const members = (body: object) => send('post', `${path}/members`, body).expect(200);
    expect((await members({ add: [personId] })).body).toEqual({ added: [personId], removed: [] });
    expect((await members({ add: [personId] })).body).toEqual({ added: [], removed: [] });
    expect((await send('get', path).expect(200)).body).toMatchObject({ members: 1, list: [{ personId }] });
    expect((await members({ remove: [personId] })).body).toEqual({ added: [], removed: [personId] });
    expect((await members({ add: [personId] })).body.added).toEqual([personId]);
    await send('delete', path).expect(204);
    await send('get', path).expect(404);
    await send('delete', path).expect(404);
    await send('post', `${path}/members`, { add: [personId] }).expect(404);
    await send('post', at('tpu', 'groups'), { display_name: 'Кружок' }).expect(201);
    const { rows } = await database.admin.raw<{ rows: { n: number; open: number }[] }>(
      `select count(*)::int as n, (count(*) filter (where upper_inf(valid)))::int as open from directory.group_members where group_id = ?`,
      [id],
    );
    expect(rows).toEqual([{ n: 2, open: 0 }]);
  });

  it('hold in a group its own university’s people only', async () => {
    const foreigner = await arrangePerson(database.admin, { university: tsu });
    const id = await group();
    const members = at('tpu', `groups/${id}/members`);
    expect((await send('post', members, { add: [foreigner.personId] }).expect(200)).body.added).toEqual([]);
    await send('get', at('tsu', `groups/${id}`)).expect(404);
    await send('post', at('tsu', `groups/${id}/members`), { add: [foreigner.personId] }).expect(404);
  });

  it('take effect and end by the clock: the grant’s window, the membership’s and the agreement’s', async () => {
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    const id = await group();
    await send('post', at('tpu', `groups/${id}/members`), {
      add: [personId],
      valid_from: inHours(1),
      valid_until: inHours(3),
    }).expect(200);
    const made = await grant({ group: id }, { valid_until: inHours(10) }).expect(201);
    expect(await has(personId)).toBe(false);
    await move('group_members', '2 hours', 'group_id', id);
    expect(await has(personId)).toBe(true);
    await move('group_members', '2 hours', 'group_id', id);
    expect(await has(personId)).toBe(false);
    await move('group_members', '-2 hours', 'group_id', id);
    await move('entitlement_grants', '11 hours', 'id', made.body.id as string);
    expect(await has(personId)).toBe(false);
  });

  it('are withdrawn at once; what has begun is kept, what has not is taken back', async () => {
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    const { body } = await grant({ person: personId }).expect(201);
    expect(await has(personId)).toBe(true);
    await send('delete', at('tsu', `entitlements/grants/${body.id}`)).expect(404);
    await send('delete', at('tpu', `entitlements/grants/${body.id}`)).expect(204);
    expect(await has(personId)).toBe(false);
    await send('delete', at('tpu', `entitlements/grants/${body.id}`)).expect(404);
    const later = await grant({ person: personId }, { valid_from: inHours(5) }).expect(201);
    await send('delete', at('tpu', `entitlements/grants/${later.body.id}`)).expect(204);
    const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
      `select id from directory.entitlement_grants where uri = ?`,
      [uri],
    );
    expect(rows).toEqual([{ id: body.id }]);
    const registrar = database.as('registrar');
    await expect(
      withinUniversity(registrar, tpu.id, (tx) =>
        tx.raw(`delete from directory.entitlement_grants where id = ?`, [body.id]),
      ),
    ).rejects.toMatchObject({ code: 'row.refused', details: { constraint: 'begun_is_kept' } });
  });

  it('are granted once in any time, to a person, a group or an affiliation', async () => {
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    const id = await group();
    for (const holder of [{ person: personId }, { group: id }, { affiliation: 'staff' }]) {
      await grant(holder, { valid_until: '2030-08-31' }).expect(201);
      const again = await grant(holder, { valid_from: '2030-08-31' }).expect(409);
      expect(again.body.code ?? again.body.type).toContain('granted_already');
      await grant(holder, { valid_from: '2030-09-01' }).expect(201);
    }
    await grant({ person: personId }, { valid_from: '2029-01-02', valid_until: '2029-01-01' }).expect(400);
    const list = (await send('get', at('tpu', `entitlements?uri=${uri}`)).expect(200)).body;
    expect(list.grants).toHaveLength(6);
    // The last day counts in full, at the university.
    expect(list.grants[0]).toMatchObject({ personId, validUntil: '2030-08-31T17:00:00.000Z' });
  });

  it('are granted by their owner to his own, and by nobody else', async () => {
    const own = await arrangePerson(database.admin, { university: tsu });
    await send('put', at('tsu', 'entitlements'), { uri, label: { ru: 'Чужая', en: 'Theirs' } }).expect(409);
    await grant({ person: own.personId }, {}, 'tsu').expect(404);
    await grant({ affiliation: 'student' }, {}, 'tsu').expect(404);
    await grant({ person: own.personId }).expect(404);
    await grant({ group: await group('tsu') }).expect(404);
    const gone = await group();
    await send('delete', at('tpu', `groups/${gone}`)).expect(204);
    await grant({ group: gone }).expect(404);
    expect(await has(own.personId)).toBe(false);
    expect((await send('get', at('tsu', 'entitlements')).expect(200)).body.grants).toEqual([]);
  });

  it('derive member for an affiliation, and end with it', async () => {
    const student = await arrangePerson(database.admin, { university: tpu });
    const alum = await arrangePerson(database.admin, { university: tpu, affiliation: 'alum' });
    await grant({ affiliation: 'member' }).expect(201);
    expect([await has(student.personId), await has(alum.personId)]).toEqual([true, false]);
    await database.admin.raw(
      `update directory.affiliations set valid = tstzrange(lower(valid), now() - interval '1 second') where person_id = ?`,
      [student.personId],
    );
    expect(await has(student.personId)).toBe(false);
  });

  it('reach over the border by an agreement that binds both, and as long as it does', async () => {
    const foreigner = await arrangePerson(database.admin, { university: tsu });
    const holder = { affiliation: 'student', of: 'tsu' };
    await grant(holder).expect(409);
    await grant(holder, { agreement: 'none such' }).expect(404);
    await send('put', 'universities/tusur', {
      home_organization: 'tusur.ru',
      name: { ru: 'ТУСУР', en: 'TUSUR' },
      short_name: { ru: 'ТУСУР', en: 'TUSUR' },
    }).expect(200);
    await grant(holder, { agreement: await agreement(['tpu', 'tusur']) }).expect(409);
    const over = await agreement(['tpu', 'tsu'], { valid_from: '2020-01-01', valid_until: '2020-12-31' });
    await grant(holder, { agreement: over }).expect(409);
    const reference = await agreement(['tpu', 'tsu']);
    expect(await has(foreigner.personId)).toBe(false);
    await grant(holder, { agreement: reference }).expect(201);
    expect(await has(foreigner.personId)).toBe(true);
    await send('post', 'agreements/end', { reference, valid_until: '2019-01-01T00:00:00Z' }).expect(400);
    await send('post', 'agreements/end', { reference }).expect(200);
    expect(await has(foreigner.personId)).toBe(false);
    const { body } = await send('get', 'agreements').expect(200);
    expect(body.agreements.find((one: { reference: string }) => one.reference === reference)).toMatchObject({
      parties: ['tpu', 'tsu'],
    });
  });

  it('are told to the feed and to the trail of each university, by ids', async () => {
    const { rows } = await database.admin.raw<{ rows: { topic: string; payload: object }[] }>(
      `select distinct topic from directory.change_feed where topic like 'group%' or topic like 'entitlement%' or topic like 'agreement%' order by 1`,
    );
    expect(rows.map((row) => row.topic)).toEqual(['agreement.changed', 'entitlement.changed', 'group.changed']);
    const { rows: actions } = await database.admin.raw<{ rows: { action: string; n: number }[] }>(
      `select action, count(distinct university_id)::int as n from directory.audit_trail where action ~ '^(agreement|entitlement|group)[.]' group by 1 order by 1`,
    );
    expect(Object.fromEntries(actions.map((one) => [one.action, one.n]))).toMatchObject({
      'agreement.ended': 2,
      'agreement.made': 3,
      'entitlement.granted': 1,
      'entitlement.withdrawn': 1,
      'group.created': 2,
      'group.member_added': 1,
      'group.member_removed': 1,
    });
  });
});
