import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { affiliationUrn, campusUrn, openScim, type Scim, user } from './scim.ts';

describe('SCIM Affiliations', () => {
  let scim: Scim;
  const beliefs = async (id: string) =>
    (
      await scim.database.admin.raw<{ rows: object[] }>(
        `select affiliation, org_unit as "orgUnit", upper_inf(recorded) as believed, upper_inf(valid) as open, lower(valid) < '2025-01-01' as old
         from directory.affiliations where source_record_id = ? order by lower(recorded), lower(valid)`,
        [id],
      )
    ).rows;
  const person = async (userName: string, more: object = {}): Promise<string> =>
    (await scim.call('POST', '/Users', user(userName, { userType: undefined, ...more }))).body.id;
  const affiliation = (id: string, more: object = {}) => ({
    schemas: [affiliationUrn],
    user: { value: id },
    affiliation: 'student',
    orgUnit: 'ММФ',
    validFrom: '2024-09-01T00:00:00+07:00',
    ...more,
  });
  const scoped = async (id: string) =>
    (await scim.call('GET', `/Users/${id}`)).body[campusUrn].eduPersonScopedAffiliation ?? [];
  beforeAll(async () => {
    scim = await openScim();
    await scim.database.admin.raw(`update directory.universities set grace = '{"student": "P30D"}' where slug = 'tsu'`);
  });
  afterAll(() => scim.close());

  it('says what somebody is, with the university’s own grace, and reads, finds and lists it', async () => {
    const id = await person('anna');
    const created = await scim.call(
      'POST',
      '/Affiliations',
      affiliation(id, { externalId: 'a-1', validUntil: '2099-07-01T00:00:00Z' }),
    );
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      user: { value: id, display: 'anna' },
      affiliation: 'student',
      scope: 'tsu.ru',
      validFrom: '2024-08-31T17:00:00.000Z',
      grace: 'P30D',
      effectiveUntil: '2099-07-31T00:00:00.000Z',
    });
    expect((await scim.call('GET', `/Affiliations/${created.body.id}`)).body).toEqual(created.body);
    const filter = encodeURIComponent(`user.value eq "${id}" and validFrom lt "2025-01-01T00:00:00Z"`);
    expect((await scim.call('GET', `/Affiliations?filter=${filter}`)).body.Resources).toEqual([created.body]);
    expect(await scoped(id)).toEqual(['student@tsu.ru', 'member@tsu.ru']);
  });

  it('replaces a window: the belief of before stays on the axis of what was known when', async () => {
    const id = await person('boris');
    const { body } = await scim.call('POST', '/Affiliations', affiliation(id));
    const changed = await scim.patch(`/Affiliations/${body.id}`, {
      op: 'replace',
      path: 'validUntil',
      value: '2024-12-31T00:00:00Z',
    });
    expect([changed.status, changed.body.meta.version]).toEqual([200, 'W/"2"']);
    expect(await beliefs(id)).toMatchObject([
      { believed: false, open: true },
      { believed: true, open: false },
    ]);
    expect((await scim.call('PUT', `/Affiliations/${body.id}`, affiliation(id, { orgUnit: 'ФФ' }))).status).toBe(200);
    expect(await beliefs(id)).toMatchObject([{}, { believed: false }, { believed: true, open: true, orgUnit: 'ФФ' }]);
    const stale = await scim.call('PUT', `/Affiliations/${body.id}`, affiliation(id), { 'if-match': 'W/"1"' });
    expect(stale.status).toBe(412);
  });

  it('ends by DELETE and keeps what was; userType does not bring it back', async () => {
    const id = await person('vera', { userType: 'student' });
    const { body } = await scim.call('POST', '/Affiliations', affiliation(id, { affiliation: 'staff' }));
    expect((await scim.call('DELETE', `/Affiliations/${body.id}`)).status).toBe(204);
    expect((await scim.call('GET', `/Affiliations/${body.id}`)).status).toBe(404);
    await scim.patch(`/Users/${id}`, { op: 'replace', path: 'title', value: 'x' });
    expect(await scoped(id)).toEqual([]);
    expect((await beliefs(id)).filter((one) => (one as { believed: boolean }).believed)).toMatchObject([
      { affiliation: 'staff', open: false, old: true },
    ]);
  });

  it('waits while the User is not active, and ends without grace when he is shut out', async () => {
    const id = await person('gleb', { active: false });
    const { status } = await scim.call('POST', '/Affiliations', affiliation(id));
    expect([status, await beliefs(id)]).toEqual([201, []]);
    await scim.patch(`/Users/${id}`, { op: 'replace', path: 'active', value: true });
    expect(await scoped(id)).toEqual(['student@tsu.ru', 'member@tsu.ru']);
    await scim.patch(`/Users/${id}`, { op: 'replace', path: 'active', value: false });
    expect(await scoped(id)).toEqual([]);
    await scim.patch(`/Users/${id}`, { op: 'replace', path: 'active', value: true });
    expect(await scoped(id)).toEqual(['student@tsu.ru', 'member@tsu.ru']);
  });

  it('refuses overlap, member, foreign scopes and people, and a change of person, each in words', async () => {
    const id = await person('dina');
    const other = await person('egor');
    const { body } = await scim.call('POST', '/Affiliations', affiliation(id));
    const refused = async (wanted: object): Promise<unknown[]> => {
      const answer = await scim.call('POST', '/Affiliations', affiliation(id, wanted));
      return [answer.status, answer.body.scimType, answer.body.detail];
    };
    expect(await refused({})).toEqual([409, 'uniqueness', expect.stringMatching(/overlaps/)]);
    expect(await refused({ affiliation: 'member' })).toEqual([
      400,
      'invalidValue',
      expect.stringMatching(/one of faculty/),
    ]);
    expect(await refused({ scope: 'tpu.ru' })).toEqual([
      400,
      'invalidValue',
      expect.stringMatching(/domain of this university/),
    ]);
    expect(await refused({ user: { value: 'nobody' } })).toEqual([
      400,
      'invalidValue',
      expect.stringMatching(/no User/),
    ]);
    expect(await refused({ validUntil: '2020-01-01T00:00:00Z' })).toEqual([
      400,
      'invalidValue',
      expect.stringMatching(/after/),
    ]);
    expect(await refused({ validFrom: '2024-09-01' })).toEqual([
      400,
      'invalidValue',
      expect.stringMatching(/time zone/),
    ]);
    const moved = await scim.call('PUT', `/Affiliations/${body.id}`, affiliation(other));
    expect([moved.status, moved.body.scimType]).toEqual([400, 'mutability']);
  });
});
