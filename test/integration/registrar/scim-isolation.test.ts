import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { affiliationUrn, groupUrn, openScim, patchUrn, type Scim, user } from './scim.ts';

/** Another university's token, and another university's ids: each answer is the one for what does not exist. */
describe('SCIM between universities', () => {
  let scim: Scim;
  /** Ids of tsu's, by endpoint; the caller below is tpu's. */
  let theirs: Record<string, string>;
  const asTpu = (method: string, path: string, body?: object, university = 'tpu') => {
    const asked = request(scim.served.app)
      [method.toLowerCase() as 'get'](`/scim/v2/${university}${path}`)
      .set('authorization', `Bearer ${scim.foreignToken}`);
    return body ? asked.set('content-type', 'application/scim+json').send(JSON.stringify(body)) : asked;
  };
  beforeAll(async () => {
    scim = await openScim();
    const make = async (path: string, body: object): Promise<string> => (await scim.call('POST', path, body)).body.id;
    const Users = await make('/Users', user('anna', { externalId: 'x' }));
    theirs = {
      Users,
      Groups: await make('/Groups', {
        schemas: [groupUrn],
        displayName: 'G',
        externalId: 'x',
        members: [{ value: Users }],
      }),
      Affiliations: await make('/Affiliations', {
        schemas: [affiliationUrn],
        user: { value: Users },
        affiliation: 'staff',
      }),
    };
  });
  afterAll(() => scim.close());

  const paths = [
    '',
    '/',
    '/Users',
    '/Groups',
    '/Affiliations',
    '/Schemas',
    '/ServiceProviderConfig',
    '/ResourceTypes',
    '/Bulk',
    '/Nothing',
  ];

  it.each(paths)('answers %s of another university like that of none', async (path) => {
    const bodies = await Promise.all(
      ['tsu', 'tsu.ru', 'atlantis'].map(async (university) => {
        const { status, body } = await asTpu('GET', path, undefined, university);
        return { status, body };
      }),
    );
    expect(bodies[0]).toMatchObject({ status: 404, body: { status: '404' } });
    expect(bodies[1]).toEqual(bodies[0]);
    expect(bodies[2]).toEqual(bodies[0]);
  });

  const operations = { schemas: [patchUrn], Operations: [{ op: 'replace', path: 'externalId', value: 'mine' }] };
  const bodyOf: Record<string, object> = {
    Users: user('stolen'),
    Groups: { schemas: [groupUrn], displayName: 'stolen' },
    Affiliations: { schemas: [affiliationUrn], user: { value: randomUUID() }, affiliation: 'student' },
  };

  it.each(
    ['Users', 'Groups', 'Affiliations'].flatMap((endpoint) =>
      ['GET', 'PUT', 'PATCH', 'DELETE'].map((method) => [method, endpoint] as const),
    ),
  )('%s of another university’s id in /%s is 404, as of nobody’s', async (method, endpoint) => {
    const body = method === 'PUT' ? bodyOf[endpoint] : method === 'PATCH' ? operations : undefined;
    const foreign = await asTpu(method, `/${endpoint}/${theirs[endpoint]}`, body);
    const nobodys = await asTpu(method, `/${endpoint}/${randomUUID()}`, body);
    expect([foreign.status, foreign.body]).toEqual([404, nobodys.body]);
    expect((await scim.call('GET', `/${endpoint}/${theirs[endpoint]}`)).status).toBe(200);
  });

  it('lists nothing of theirs, whatever is asked', async () => {
    for (const endpoint of ['Users', 'Groups', 'Affiliations']) {
      for (const filter of [`id eq "${theirs[endpoint]}"`, 'not (id pr) or id pr', 'externalId eq "x"']) {
        const { body } = await asTpu('GET', `/${endpoint}?filter=${encodeURIComponent(filter)}`);
        expect(body).toMatchObject({ totalResults: 0, Resources: [] });
      }
    }
  });

  it('takes none of theirs into its own groups or affiliations', async () => {
    const { body: group } = await asTpu('POST', '/Groups', { schemas: [groupUrn], displayName: 'Own' });
    const member = await asTpu('PATCH', `/Groups/${group.id}`, {
      schemas: [patchUrn],
      Operations: [{ op: 'add', path: 'members', value: [{ value: theirs['Users'] }] }],
    });
    expect([member.status, member.body.scimType]).toEqual([400, 'invalidValue']);
    const affiliation = { schemas: [affiliationUrn], user: { value: theirs['Users'] }, affiliation: 'student' };
    expect((await asTpu('POST', '/Affiliations', affiliation)).status).toBe(400);
    const bulk = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [{ method: 'DELETE', path: `/Users/${theirs['Users']}` }],
    };
    expect((await asTpu('POST', '/Bulk', bulk)).body.Operations).toMatchObject([{ status: '404' }]);
  });

  it('lets both have the same userName, and tells neither', async () => {
    const { status, body } = await asTpu('POST', '/Users', user('anna', { externalId: 'x' }));
    expect([status, body.userName]).toEqual([201, 'anna']);
    expect(body.id).not.toBe(theirs['Users']);
  });
});
