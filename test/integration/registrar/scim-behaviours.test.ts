import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { campusUrn, enterpriseUrn, groupUrn, openScim, type Scim, user, userUrn } from './scim.ts';

const listUrn = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** What Entra ID and Okta do to a SCIM service, by the numbers of the reference (§4.1). */
describe('SCIM as Entra ID and Okta speak it', () => {
  let scim: Scim;
  let ids: Record<string, string>;
  let group: string;
  const find = (path: string, filter: string, more = '') =>
    scim.call('GET', `${path}?filter=${encodeURIComponent(filter)}${more}`);
  const create = async (path: string, body: object): Promise<string> => {
    const created = await scim.call('POST', path, body);
    expect([created.status, created.body.detail]).toEqual([201, undefined]);
    return created.body.id;
  };
  const names = (body: { Resources: { userName: string }[] }) => body.Resources.map(({ userName }) => userName).sort();
  const memberIds = async (id: string): Promise<string[]> =>
    ((await scim.call('GET', `/Groups/${id}`)).body.members ?? []).map((one: { value: string }) => one.value).sort();

  beforeAll(async () => {
    scim = await openScim();
    ids = {};
    for (const name of ['ann', 'bob', 'cat', 'dan'])
      ids[name] = await create('/Users', user(name, { externalId: `X-${name}` }));
    const members = [ids['ann'], ids['bob'], ids['cat']].map((value) => ({ value }));
    group = await create('/Groups', { schemas: [groupUrn], displayName: 'Readers', externalId: 'g-1', members });
  });
  afterAll(() => scim.close());

  it('1: finds by userName, externalId and work address, each alone and joined by and', async () => {
    expect(names((await find('/Users', 'userName eq "BOB"')).body)).toEqual(['bob']);
    expect(names((await find('/Users', 'externalId eq "X-cat"')).body)).toEqual(['cat']);
    expect(names((await find('/Users', 'externalId eq "x-cat"')).body)).toEqual([]);
    expect(names((await find('/Users', 'emails[type eq "work"].value eq "Ann@tsu.ru"')).body)).toEqual(['ann']);
    expect(names((await find('/Users', 'emails[type eq "home"].value eq "ann@tsu.ru"')).body)).toEqual([]);
    expect(names((await find('/Users', 'userName eq "dan" and active eq true')).body)).toEqual(['dan']);
    expect(names((await find('/Users', `${userUrn}:userName eq "dan" and externalId eq "X-bob"`)).body)).toEqual([]);
  });

  it('2: answers a query for somebody unknown with 200 and an empty list', async () => {
    const { status, body } = await find('/Users', `userName eq "${randomUUID()}"`);
    expect([status, body]).toEqual([
      200,
      { schemas: [listUrn], totalResults: 0, itemsPerPage: 0, startIndex: 1, Resources: [] },
    ]);
  });

  it('3: finds groups by displayName without their members, and one name once', async () => {
    const found = await find('/Groups', 'displayName eq "readers"', '&excludedAttributes=members');
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id: group, displayName: 'Readers' }] });
    expect(found.body.Resources[0].members).toBeUndefined();
    const one = await scim.call('GET', `/Groups/${group}?excludedAttributes=members`);
    expect([one.status, one.body.members]).toEqual([200, undefined]);
    expect((await scim.call('POST', '/Groups', { schemas: [groupUrn], displayName: 'READERS' })).status).toBe(409);
  });

  it('4: reads Add, Replace and Remove in any case', async () => {
    for (const op of ['Add', 'REPLACE', 'replace']) {
      expect((await scim.patch(`/Users/${ids['dan']}`, { op, path: 'title', value: op })).body.title).toBe(op);
    }
    expect((await scim.patch(`/Users/${ids['dan']}`, { op: 'Remove', path: 'title' })).body.title).toBeUndefined();
  });

  it('5: takes "False" and "True" for booleans', async () => {
    const off = await scim.patch(`/Users/${ids['dan']}`, { op: 'Replace', path: 'active', value: 'False' });
    expect(off.body.active).toBe(false);
    expect(off.body[campusUrn].eduPersonScopedAffiliation).toBeUndefined();
    expect((await scim.patch(`/Users/${ids['dan']}`, { op: 'Replace', value: { active: 'True' } })).body.active).toBe(
      true,
    );
  });

  it('6: removes one member written as Entra writes it, and no other', async () => {
    const gone = await scim.patch(`/Groups/${group}`, {
      op: 'Remove',
      path: 'members',
      value: [{ value: ids['bob'] }],
    });
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect(await memberIds(group)).toEqual([ids['ann'], ids['cat']].sort());
    await scim.patch(`/Groups/${group}`, { op: 'remove', path: `members[value eq "${ids['cat']}"]` });
    expect(await memberIds(group)).toEqual([ids['ann']]);
  });

  it('7: replaces by dotted keys and keys of extensions without a path', async () => {
    const { body } = await scim.patch(`/Users/${ids['bob']}`, {
      op: 'Replace',
      value: {
        'name.givenName': 'Борис',
        [`${enterpriseUrn}:department`]: 'ФИТ',
        [campusUrn]: { orcid: '0000-0002-1825-0097' },
      },
    });
    expect(body.name).toEqual({ familyName: 'Ёлкина', givenName: 'Борис', middleName: 'Петровна' });
    expect(body[enterpriseUrn]).toEqual({ department: 'ФИТ' });
    expect(body[campusUrn].orcid).toBe('0000-0002-1825-0097');
  });

  it('8: makes the address that a PATCH by type replaces and nobody had', async () => {
    const { body } = await scim.patch(`/Users/${ids['cat']}`, {
      op: 'Replace',
      path: 'emails[type eq "home"].value',
      value: 'cat@home.example',
    });
    expect(body.emails).toContainEqual({ type: 'home', value: 'cat@home.example' });
    expect(body.emails).toHaveLength(2);
  });

  it('9: answers a PATCH of a group with 204, several members at once', async () => {
    const value = ['bob', 'cat', 'dan'].map((name) => ({ value: ids[name] }));
    const added = await scim.patch(`/Groups/${group}`, { op: 'Add', path: 'members', value });
    expect([added.status, added.text]).toEqual([204, '']);
    expect(await memberIds(group)).toEqual(Object.values(ids).sort());
  });

  it('10: keeps disabled people readable and findable', async () => {
    await scim.patch(`/Users/${ids['dan']}`, { op: 'Replace', path: 'active', value: 'False' });
    expect((await scim.call('GET', `/Users/${ids['dan']}`)).body.active).toBe(false);
    expect((await find('/Users', 'userName eq "dan"')).body.Resources).toMatchObject([{ active: false }]);
    expect(names((await find('/Users', 'active eq false')).body)).toEqual(['dan']);
  });

  it('11: refuses what exists, sends no null, and says application/scim+json everywhere', async () => {
    const twice = await scim.call('POST', '/Users', user('ANN'));
    expect([twice.status, twice.body.scimType, twice.body.status]).toEqual([409, 'uniqueness', '409']);
    for (const path of [
      '/Schemas',
      '/ResourceTypes',
      '/ServiceProviderConfig',
      `/Users/${ids['ann']}`,
      '/Users',
      '/Nothing',
    ]) {
      const { headers, text } = await scim.call('GET', path);
      expect(headers['content-type']).toMatch(/^application\/scim\+json/);
      expect(text).not.toMatch(/:\s*null/);
    }
    const { body } = await scim.call('GET', '/Schemas');
    expect(body).toMatchObject({ schemas: [listUrn], totalResults: 5 });
    expect((await scim.call('GET', `/Schemas/${userUrn}`)).body.id).toBe(userUrn);
  });

  it('12: keeps values as they were sent, and takes a Content-Type with a charset', async () => {
    const phoneNumbers = [{ value: '8 (3822) 52-98-52 доб. 7', type: 'work' }];
    const { body } = await scim.call('POST', '/Users', user('eve', { phoneNumbers, displayName: ' Ева  П. ' }));
    expect(body).toMatchObject({ phoneNumbers, displayName: ' Ева  П. ', userName: 'eve' });
    const put = await scim.call('PUT', `/Users/${body.id}`, user('Eve'), {
      'content-type': 'application/json; charset=utf-8',
    });
    expect([put.status, put.body.userName]).toEqual([200, 'Eve']);
  });

  it('13: answers without a User-Agent', async () => {
    expect((await scim.call('GET', '/Users?count=1', undefined, { 'user-agent': '' })).status).toBe(200);
  });

  it('14: pages by startIndex and count, with numbers that are numbers', async () => {
    const page = (await scim.call('GET', '/Users?startIndex=2&count=2')).body;
    expect(page).toMatchObject({ totalResults: 5, itemsPerPage: 2, startIndex: 2 });
    expect(page.Resources).toHaveLength(2);
    for (const one of page.Resources) {
      expect(one).toMatchObject({
        userName: expect.any(String),
        name: expect.any(Object),
        active: expect.any(Boolean),
        emails: expect.any(Array),
      });
    }
    expect((await scim.call('GET', '/Users?startIndex=9&count=100')).body).toMatchObject({
      totalResults: 5,
      Resources: [],
    });
    expect((await scim.call('GET', '/Groups?startIndex=1&count=100')).body.totalResults).toBe(1);
  });

  it('15: 405 for POST to what only describes, 400 for a bare word, 404 with a detail', async () => {
    for (const path of ['/ServiceProviderConfig', '/ResourceTypes', '/Schemas']) {
      const refused = await scim.call('POST', path, {});
      expect([refused.status, refused.headers['allow']]).toEqual([405, 'GET']);
    }
    const bare = await find('/Users', 'userName');
    expect([bare.status, bare.body.scimType]).toEqual([400, 'invalidFilter']);
    const unknown = await scim.call('GET', `/Users/${randomUUID()}`);
    expect([unknown.status, unknown.body.detail]).toEqual([404, expect.stringMatching(/no User/)]);
    expect((await scim.call('GET', '/Users/not-an-id')).status).toBe(404);
  });

  it('16: a PUT wipes nothing that is ours', async () => {
    const number = { [campusUrn]: { nationalNumber: '90000003390', birthDate: '2000-01-01' } };
    const id = await create('/Users', user('fay', { ...number, externalId: 'X-fay', title: 'Doc' }));
    await scim.patch(`/Groups/${group}`, { op: 'add', path: 'members', value: [{ value: id }] });
    const { body } = await scim.call('PUT', `/Users/${id}`, {
      schemas: [userUrn],
      id: 'other',
      meta: {},
      groups: [],
      userName: 'fay',
    });
    expect(body).toMatchObject({
      id,
      externalId: 'X-fay',
      active: true,
      groups: [{ value: group, display: 'Readers' }],
    });
    expect(body.title).toBeUndefined();
    expect(body[campusUrn].eduPersonPrincipalName).toBe('fay@tsu.ru');
    const { rows } = await scim.database.admin.raw<{ rows: object[] }>(
      'select national_number_hmac is not null as kept from directory.source_records where id = ?',
      [id],
    );
    expect(rows).toEqual([{ kept: true }]);
  });
});
