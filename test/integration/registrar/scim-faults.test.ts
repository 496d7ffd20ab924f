import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { groupUrn, openScim, patchUrn, type Scim, user } from './scim.ts';

/** An outage is an outage: 503 with Retry-After, never "gone" and never "who are you?". */
describe('SCIM while the database is away', () => {
  let scim: Scim;
  let id: string;
  beforeAll(async () => {
    scim = await openScim();
    id = (await scim.call('POST', '/Users', user('anna'))).body.id;
    await scim.call('POST', '/Groups', { schemas: [groupUrn], displayName: 'G' });
  });
  afterAll(() => scim.close());

  const patch = { schemas: [patchUrn], Operations: [{ op: 'replace', path: 'title', value: 'x' }] };
  const requests: [string, string, object | undefined][] = [
    ['GET', '/Users', undefined],
    ['GET', '/Users/:id', undefined],
    ['GET', '/Users?filter=userName eq "anna"', undefined],
    ['POST', '/Users', user('boris')],
    ['PUT', '/Users/:id', user('anna')],
    ['PATCH', '/Users/:id', patch],
    ['DELETE', '/Users/:id', undefined],
    ['GET', '/Groups', undefined],
    ['GET', '/Affiliations', undefined],
    ['GET', '/Schemas', undefined],
    ['POST', '/Bulk', { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: [] }],
  ];

  it.each(requests)('%s %s is 503 where nobody can be let in', async (method, path, body) => {
    await withoutConnections(async () => {
      const answer = await scim.call(method, path.replace(':id', id), body);
      expect([answer.status, answer.headers['retry-after'], answer.body.status]).toEqual([503, '2', '503']);
      expect(answer.headers['content-type']).toMatch(/^application\/scim\+json/);
    });
  });

  it('says 503 and changes nothing where a table is held', async () => {
    await scim.database.admin.transaction(async (held) => {
      await held.raw('lock table directory.source_records in access exclusive mode');
      const impatient = `alter role campus_registrar in database "${await databaseName()}" set lock_timeout = '100ms'`;
      await scim.database.admin.raw(impatient);
      await endSessions();
      for (const [method, path, body] of [requests[1]!, requests[3]!, requests[6]!]) {
        expect((await scim.call(method, path.replace(':id', id), body)).status).toBe(503);
      }
    });
    expect((await scim.call('GET', `/Users/${id}`)).status).toBe(200);
  });

  it('is 500 without a word where a fault is ours', async () => {
    await scim.database.admin.raw('alter table directory.scim_users rename column attributes to gone');
    const unknown = await scim.call('GET', '/Users');
    expect([unknown.status, unknown.body]).toMatchObject([500, { detail: 'Something went wrong on our side.' }]);
    expect(unknown.text).not.toMatch(/column|attributes|select/);
  });

  async function databaseName(): Promise<string> {
    const { rows } = await scim.database.admin.raw<{ rows: { name: string }[] }>('select current_database() as name');
    return rows[0]!.name;
  }
  async function endSessions(): Promise<void> {
    await scim.database.admin.raw(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'campus_registrar'`,
    );
  }
  /** As a server that is full: the registrar's sessions end, and it gets no new ones. */
  async function withoutConnections(work: () => Promise<void>): Promise<void> {
    const limit = async (sessions: number) =>
      scim.database.admin.raw(`alter database "${await databaseName()}" connection limit ${sessions}`);
    await limit(0);
    await endSessions();
    try {
      await work();
    } finally {
      await limit(-1);
    }
  }
});
