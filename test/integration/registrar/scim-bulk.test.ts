import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { affiliationUrn, groupUrn, openScim, type Scim, user } from './scim.ts';

const bulkUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

describe('SCIM in bulk and in haste', () => {
  let scim: Scim;
  const bulk = (Operations: object[], more: object = {}) =>
    scim.call('POST', '/Bulk', { schemas: [bulkUrn], Operations, ...more });
  const make = (bulkId: string, userName = bulkId) => ({
    method: 'POST',
    path: '/Users',
    bulkId,
    data: user(userName),
  });
  beforeAll(async () => {
    scim = await openScim({ CAMPUS_SCIM_REQUESTS_A_MINUTE: '1500' });
  });
  afterAll(() => scim.close());

  it('makes what is referred to first, and answers in the order of the request', async () => {
    const { status, body } = await bulk([
      {
        method: 'POST',
        path: '/Groups',
        bulkId: 'g',
        data: { schemas: [groupUrn], displayName: 'G', members: [{ value: 'bulkId:a' }, { value: 'bulkId:b' }] },
      },
      {
        method: 'POST',
        path: '/Affiliations',
        bulkId: 'x',
        data: { schemas: [affiliationUrn], user: { value: 'bulkId:b' }, affiliation: 'staff' },
      },
      make('a'),
      make('b'),
    ]);
    expect([
      status,
      body.Operations.map((one: { status: string; bulkId: string }) => `${one.bulkId} ${one.status}`),
    ]).toEqual([200, ['g 201', 'x 201', 'a 201', 'b 201']]);
    const group = await scim.call('GET', `/Groups?filter=${encodeURIComponent('displayName eq "G"')}`);
    expect(group.body.Resources[0].members).toHaveLength(2);
    const changed = await bulk([
      {
        method: 'PATCH',
        path: `/Groups/${group.body.Resources[0].id}`,
        data: { Operations: [{ op: 'remove', path: 'members' }] },
      },
      {
        method: 'PUT',
        path: new URL(body.Operations[2].location).pathname.replace('/scim/v2/tsu', ''),
        version: 'W/"9"',
        data: user('a'),
      },
      { method: 'DELETE', path: `/Users/${randomUUID()}` },
    ]);
    expect(changed.body.Operations.map((one: { status: string }) => one.status)).toEqual(['204', '412', '404']);
  });

  it('stops at failOnErrors, does each operation whole or not at all, and refuses circles and strangers', async () => {
    const { body } = await bulk([make('c', 'a'), make('d', 'b'), make('e')], { failOnErrors: 2 });
    expect(body.Operations).toMatchObject([
      { status: '409', bulkId: 'c', response: { scimType: 'uniqueness' } },
      { status: '409', bulkId: 'd' },
    ]);
    expect((await scim.call('GET', `/Users?filter=${encodeURIComponent('userName eq "e"')}`)).body.totalResults).toBe(
      0,
    );
    const strange = await bulk([
      {
        method: 'POST',
        path: '/Groups',
        bulkId: 'h',
        data: { schemas: [groupUrn], displayName: 'H', members: [{ value: 'bulkId:none' }] },
      },
      { method: 'POST', path: '/Robots', bulkId: 'r', data: {} },
    ]);
    expect(strange.body.Operations).toMatchObject([{ status: '400' }, { status: '404' }]);
    expect((await bulk(Array.from({ length: 1_001 }, (_, n) => make(`n${n}`)))).status).toBe(413);
    expect((await scim.call('GET', '/Bulk')).status).toBe(405);
  });

  it('adds 10,000 members in one PATCH and takes all but one out in another', async () => {
    const { body: group } = await scim.call('POST', '/Groups', { schemas: [groupUrn], displayName: 'Everybody' });
    const { rows } = await scim.database.admin.raw<{ rows: { id: string }[] }>(`
      with model as (select r.* from directory.source_records r join directory.scim_users u on u.source_record_id = r.id limit 1),
      people as (
        insert into directory.people (id, reference_id)
        select directory.new_id(), translate(substr(md5(n::text) || md5(n::text), 1, 26), '0189', 'abcd') from generate_series(1, 10000) n returning id),
      records as (
        insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name)
        select directory.new_id(), m.source_id, m.university_id, 'k' || p.id, p.id, 'Ёлкина' from people p, model m returning id, university_id)
      insert into directory.scim_users (source_record_id, university_id, user_name, user_name_normal)
      select id, university_id, 'u' || id, 'u' || id from records returning source_record_id as id`);
    const value = rows.map(({ id }) => ({ value: id }));
    expect((await scim.patch(`/Groups/${group.id}`, { op: 'Add', path: 'members', value })).status).toBe(204);
    expect((await scim.call('GET', `/Groups/${group.id}`)).body.members).toHaveLength(10_000);
    expect(
      (await scim.patch(`/Groups/${group.id}`, { op: 'Remove', path: 'members', value: value.slice(1) })).status,
    ).toBe(204);
    expect((await scim.call('GET', `/Groups/${group.id}`)).body).toMatchObject({
      members: [value[0]],
      meta: { version: 'W/"3"' },
    });
  });

  it('says 429 with Retry-After above its rate, and not to others', async () => {
    const { key } = await import('@onecampus/ephemeral');
    const { rows } = await scim.database.admin.raw<{ rows: { id: string }[] }>(
      `select t.id from registrar.scim_tokens t join directory.universities u on u.id = t.university_id where u.slug = 'tsu'`,
    );
    const counter = key('rate-limit', 'scim', `client:scim-token:${rows[0]!.id}`);
    for (let n = 0; n < 1_500; n += 1) await scim.served.context.ephemeral.countUp(counter, 60);
    const refused = await scim.call('GET', '/Users');
    expect([refused.status, refused.body.status, Number(refused.headers['retry-after']) > 0]).toEqual([
      429,
      '429',
      true,
    ]);
    const other = { authorization: `Bearer ${scim.foreignToken}` };
    expect((await scim.call('GET', '/Users', undefined, other)).status).toBe(404);
  });
});
