import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { issueToken } from '@onecampus/registrar/use-cases/scim/issue-token';
import { campusUrn, groupUrn, openScim, patchUrn, type Scim, user } from '../integration/registrar/scim.ts';

const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort();
const times = (n: number) => Array.from({ length: n }, (_, index) => index);

describe('SCIM writes at the same moment', () => {
  let scim: Scim;
  const count = async (sql: string, ...values: string[]) =>
    (await scim.database.admin.raw<{ rows: { n: number }[] }>(sql, values)).rows[0]!.n;
  /** As a client does: what was told to try again is tried again. */
  const insist = async (send: () => ReturnType<Scim['call']>) => {
    for (;;) {
      const answer = await send();
      if (answer.status !== 503) return answer;
    }
  };
  beforeAll(async () => {
    scim = await openScim();
  });
  afterAll(() => scim.close());

  it('of one ETag: exactly one PUT is taken', async () => {
    const { body } = await scim.call('POST', '/Users', user('anna'));
    const answers = await Promise.all(
      times(8).map((n) =>
        scim.call('PUT', `/Users/${body.id}`, user('anna', { title: `T${n}` }), { 'if-match': body.meta.version }),
      ),
    );
    expect(statuses(answers)).toEqual([200, ...times(7).map(() => 412)]);
    const won = answers.find(({ status }) => status === 200)!.body;
    expect((await scim.call('GET', `/Users/${body.id}`)).body).toEqual(won);
  });

  it('of one userName: one is made, the others are told', async () => {
    const answers = await Promise.all(times(20).map(() => insist(() => scim.call('POST', '/Users', user('boris')))));
    expect(statuses(answers)).toEqual([201, ...times(19).map(() => 409)]);
    expect(
      await count(
        `select count(*)::int as n from directory.people p join directory.source_records r on r.person_id = p.id
                        join directory.scim_users u on u.source_record_id = r.id where u.user_name = ?`,
        'boris',
      ),
    ).toBe(1);
  });

  it('of one national number: one person', async () => {
    const number = { [campusUrn]: { nationalNumber: '90000004493', birthDate: '1999-09-09' } };
    const answers = await Promise.all(
      times(6).map((n) => insist(() => scim.call('POST', '/Users', user(`twin${n}`, number)))),
    );
    expect(statuses(answers)).toEqual(times(6).map(() => 201));
    expect(
      await count(
        `select count(distinct r.person_id)::int as n from directory.source_records r
                   join directory.scim_users u on u.source_record_id = r.id where u.user_name like ?`,
        'twin%',
      ),
    ).toBe(1);
  });

  it('to one group lose no member, whether added or removed', async () => {
    const Operations = times(12).map((n) => ({ method: 'POST', path: '/Users', bulkId: `b${n}`, data: user(`m${n}`) }));
    const bulk = await scim.call('POST', '/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations,
    });
    const ids = bulk.body.Operations.map(
      ({ location }: { location: string }) => location.split('/').at(-1)!,
    ) as string[];
    const { body: group } = await scim.call('POST', '/Groups', {
      schemas: [groupUrn],
      displayName: 'G',
      members: [{ value: ids[0] }],
    });
    const change = (op: string, id: string) =>
      insist(() =>
        scim.call('PATCH', `/Groups/${group.id}`, {
          schemas: [patchUrn],
          Operations: [{ op, path: 'members', value: [{ value: id }] }],
        }),
      );
    const answers = await Promise.all([...ids.slice(1).map((id) => change('add', id)), change('remove', ids[0]!)]);
    expect(new Set(statuses(answers))).toEqual(new Set([204]));
    const { body } = await scim.call('GET', `/Groups/${group.id}`);
    expect(body.members.map(({ value }: { value: string }) => value).sort()).toEqual(ids.slice(1).sort());
    expect(body.meta.version).toBe('W/"13"');
  });

  it('of PATCHes to one User are all done', async () => {
    const { body } = await scim.call('POST', '/Users', user('vera'));
    const fields = ['title', 'nickName', 'locale', 'timezone', 'preferredLanguage', 'displayName'];
    await Promise.all(fields.map((path) => scim.patch(`/Users/${body.id}`, { op: 'add', path, value: path })));
    expect((await scim.call('GET', `/Users/${body.id}`)).body).toMatchObject(
      Object.fromEntries(fields.map((one) => [one, one])),
    );
  });

  it('for tokens: two alive at most', async () => {
    const issue = () =>
      issueToken(scim.served.context, { by: 'service:test', university: 'tpu', name: 'x', lifetimeDays: 1 });
    const outcomes = await Promise.allSettled(times(6).map(issue));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(
      await count(
        `select count(*)::int as n from registrar.scim_tokens t join directory.universities u on u.id = t.university_id
                        where u.slug = ? and revoked_at is null`,
        'tpu',
      ),
    ).toBe(2);
  });
});
