import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp } from '@onecampus/card-issuer/app';
import type { Context } from '@onecampus/card-issuer/context';
import { issueCard } from '@onecampus/card-issuer/use-cases/issue-card';
import type { University } from '@onecampus/directory';
import { isDomainError } from '@onecampus/errors';
import { type Serving, serve } from '@onecampus/http';
import { drawCardNumber } from '@onecampus/pass-codes';
import { createMetrics, randomDigits } from '@onecampus/runtime';
import { openTestContext, startIssuer, type TestIssuer } from '../integration/card-issuer/desk.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

const attempts = 200;
/** What a loser may be told: the truth, or — where the machine is too slow for two hundred at once — to come again. */
const losing = ['card.already_live', 'database.busy'];

describe('issuing to one person many times at once', () => {
  let database: FreshDatabase;
  let issuer: TestIssuer;
  let tpu: University;
  const contexts: Context[] = [];
  const servers: Serving[] = [];
  beforeAll(async () => {
    database = await freshDatabase();
    issuer = await startIssuer();
    ({ tpu } = await arrangeUniversities(database.admin));
    for (let instance = 0; instance < 2; instance += 1) {
      const context = openTestContext(database, issuer.url);
      contexts.push(context);
      servers.push(
        await serve(
          { host: '127.0.0.1', port: 0, log: context.log, metrics: createMetrics(`race-${instance}`) },
          (draining) => buildApp(context, draining),
        ),
      );
    }
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await Promise.all(contexts.map((context) => context.close()));
    await issuer.close();
    await database.drop();
  });

  const traces = async (personId: string) => {
    const { rows } = await database.admin.raw<{ rows: object[] }>(
      `select (select count(*)::int from directory.cards where person_id = ?) as cards,
              (select count(*)::int from directory.card_events e join directory.cards c on c.id = e.card_id where c.person_id = ?) as events,
              (select count(*)::int from directory.credentials k join directory.cards c on c.id = k.card_id where c.person_id = ?) as credentials,
              (select count(*)::int from directory.change_feed where payload ->> 'personId' = ?) as changes,
              (select count(*)::int from directory.audit_trail a join directory.cards c on a.subject = 'card:' || c.id where c.person_id = ?) as audits`,
      Array(5).fill(personId),
    );
    return rows[0];
  };
  const one = { cards: 1, events: 1, credentials: 1, changes: 1, audits: 1 };

  it('leaves exactly one live card, and one trace of each kind', async () => {
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    const results = await Promise.allSettled(
      Array.from({ length: attempts }, (_, at) =>
        issueCard(contexts[at % 2]!, {
          by: { actor: 'person:00000000-0000-7000-8000-000000000001', universityId: tpu.id },
          personId,
        }),
      ),
    );
    const lost = results.filter((result) => result.status === 'rejected').map((result) => result.reason as unknown);
    expect(lost).toHaveLength(attempts - 1);
    for (const reason of lost) expect(losing).toContain(isDomainError(reason) ? reason.code : reason);
    expect(await traces(personId)).toEqual(one);
  });

  it('leaves exactly one over HTTP at two instances, whatever number each librarian scanned', async () => {
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    const token = await issuer.token();
    const answers = await Promise.all(
      Array.from({ length: attempts }, async (_, at) => {
        const answer = await fetch(`${servers[at % 2]!.url}/api/v1/cards`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ personId, number: drawCardNumber(randomDigits) }),
        });
        return { status: answer.status, body: (await answer.json()) as { code?: string; number?: string } };
      }),
    );
    const won = answers.filter((answer) => answer.status === 201);
    expect(won).toHaveLength(1);
    for (const answer of answers) if (answer.status !== 201) expect(losing).toContain(answer.body.code);
    expect(await traces(personId)).toEqual(one);
    const { rows } = await database.admin.raw<{ rows: { number: string; state: string }[] }>(
      'select number, state from directory.cards where person_id = ?',
      [personId],
    );
    expect(rows).toEqual([{ number: won[0]!.body.number, state: 'active' }]);
  });

  it('gives one scanned card to one of many people', async () => {
    const number = drawCardNumber(randomDigits);
    const people = await Promise.all(
      Array.from({ length: 20 }, () => arrangePerson(database.admin, { university: tpu })),
    );
    const results = await Promise.allSettled(
      people.map(({ personId }, at) =>
        issueCard(contexts[at % 2]!, {
          by: { actor: 'person:00000000-0000-7000-8000-000000000001', universityId: tpu.id },
          personId,
          number,
        }),
      ),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected')
        expect(['card.number_taken', 'database.busy']).toContain((result.reason as { code: string }).code);
    }
  });

  it('issues once for one Idempotency-Key sent to two instances at once', async () => {
    const { personId } = await arrangePerson(database.admin, { university: tpu });
    const token = await issuer.token();
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => {
        const answer = await fetch(`${servers[at % 2]!.url}/api/v1/cards`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'idempotency-key': personId,
          },
          body: JSON.stringify({ personId }),
        });
        return `${answer.status} ${((await answer.json()) as { number?: string }).number}`;
      }),
    );
    expect([...new Set(answers)]).toEqual([expect.stringMatching(/^201 2\d{13}$/)]);
    expect(await traces(personId)).toEqual(one);
  });
});
