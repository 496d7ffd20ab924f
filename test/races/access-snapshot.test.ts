import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from '@onecampus/runtime';
import { generateSigningKey } from '@onecampus/tokens';
import {
  ask,
  type Checker,
  operator,
  startChecker,
  startIssuer,
  type TestIssuer,
  until,
} from '../integration/access-checker/checker.ts';
import { type ArrangedHolder, arrangeHolder } from '../integration/access-checker/holders.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangeUniversities } from '../support/people.ts';

describe('access checker under change', () => {
  let database: FreshDatabase;
  let issuer: TestIssuer;
  let checker: Checker;
  let person: ArrangedHolder;
  beforeAll(async () => {
    database = await freshDatabase();
    issuer = await startIssuer();
    const { tpu } = await arrangeUniversities(database.admin);
    person = await arrangeHolder(database, { university: tpu });
    checker = await startChecker(database, issuer);
    await operator(checker, issuer).zone('hall');
  });
  afterAll(async () => {
    await checker?.stop();
    await issuer?.close();
    await database?.drop();
  });

  it('decides every time by one whole version of a zone’s rules', async () => {
    const operate = operator(checker, issuer);
    // In each version one rule lets the person in against a refusal; a mixture, or the moment between, would refuse.
    const version = (name: string) => [
      { name: `${name}-open`, effect: 'permit', priority: 'explicit', audience: {}, schedule: 'always' },
      { name: `${name}-shut`, effect: 'deny', audience: {}, schedule: 'always' },
    ];
    await operate.rules('hall', version('even'));
    const token = await (await operate.terminal('hall')).assertion();

    let changing = true;
    const seen = new Set<string | null>();
    const refused: unknown[] = [];
    const asking = Array.from({ length: 4 }, async () => {
      while (changing) {
        const answer = await ask(checker, token, person.card.number, 'hall');
        if (!answer.decision) refused.push(answer);
        seen.add(answer.context.rule);
      }
    });
    for (let turn = 0; turn < 30; turn += 1) await operate.rules('hall', version(turn % 2 === 0 ? 'odd' : 'even'));
    changing = false;
    await Promise.all(asking);
    expect(refused).toEqual([]);
    expect(seen).toEqual(new Set(['odd-open', 'even-open']));
  });

  it('keeps one passage of a request that comes a hundred times at once, at two instances', async () => {
    const second = await startChecker(database, issuer);
    try {
      const terminal = await operator(checker, issuer).terminal('hall');
      const token = await terminal.assertion();
      await until(() => second.context.snapshot().terminal(terminal.id) !== undefined);
      const requestId = uuidv7();
      await Promise.all(
        Array.from({ length: 100 }, (_, n) =>
          ask(n % 2 === 0 ? checker : second, token, person.card.number, 'hall', { 'x-request-id': requestId }),
        ),
      );
      await Promise.all([checker.context.passages.idle(), second.context.passages.idle()]);
      const { rows } = await database.admin.raw<{ rows: { count: number }[] }>(
        'select count(*)::int as count from access_checker.passages where request_id = ?',
        [requestId],
      );
      expect(rows[0]!.count).toBe(1);
    } finally {
      await second.stop();
    }
  });

  it('has one list of rules in the end when two administrators replace it at once', async () => {
    const operate = operator(checker, issuer);
    const list = (name: string) =>
      [1, 2, 3].map((n) => ({ name: `${name}-${n}`, effect: 'permit', audience: {}, schedule: 'always' }));
    for (let turn = 0; turn < 10; turn += 1) {
      await Promise.all([operate.rules('hall', list('a')), operate.rules('hall', list('b'))]);
      const { rules } = (await (await operate.call('GET', '/api/v1/zones/hall/rules')).json()) as {
        rules: { name: string }[];
      };
      expect([list('a'), list('b')].map((one) => one.map(({ name }) => name))).toContainEqual(
        rules.map(({ name }) => name),
      );
    }
  });

  it('enrols a key once, however often it is tried at once', async () => {
    const operate = operator(checker, issuer);
    const { publicJwk } = await generateSigningKey('ES256', 'gate');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        operate.call('POST', '/api/v1/terminals', { zone: 'hall', name: 'one', public_jwk: publicJwk }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
  });
});
