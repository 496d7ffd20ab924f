import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { forgetOldPassages } from '@onecampus/access-checker/forget-old-passages';
import type { University } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import {
  ask,
  type Checker,
  operator,
  post,
  question,
  startChecker,
  startIssuer,
  type TestIssuer,
  type TestTerminal,
  until,
} from './checker.ts';
import { type ArrangedHolder, arrangeHolder } from './holders.ts';
import { type PostgresLine, postgresLine } from './postgres-line.ts';

interface StoredPassage {
  request_id: string;
  decision: boolean;
  reason_code: string;
  person_id: string | null;
  card_number_hmac: Buffer;
  rule: string | null;
  at: Date;
}

describe('passages', () => {
  let database: FreshDatabase;
  let issuer: TestIssuer;
  let line: PostgresLine;
  let checker: Checker;
  let terminal: TestTerminal;
  let token: string;
  let tpu: University;
  let person: ArrangedHolder;

  /** In the order in which they were written: nothing was removed from the table before. */
  const stored = async (requestIds: readonly string[]) => {
    const { rows } = await database.admin.raw<{ rows: StoredPassage[] }>(
      `select p.*, r.name as rule from access_checker.passages p left join access_checker.rules r on r.id = p.rule_id
       where request_id = any(?) order by p.ctid`,
      [[...requestIds]] as never,
    );
    return rows;
  };

  beforeAll(async () => {
    database = await freshDatabase();
    issuer = await startIssuer();
    ({ tpu } = await arrangeUniversities(database.admin));
    person = await arrangeHolder(database, { university: tpu });
    line = await postgresLine(database.url('access-checker'));
    checker = await startChecker(database, issuer, {
      environment: { DATABASE_URL: line.url(database.url('access-checker')), CAMPUS_PASSAGES_WAITING_MAX: '40' },
    });
    const operate = operator(checker, issuer);
    await operate.zone('hall');
    await operate.rules('hall', [{ name: 'all', effect: 'permit', audience: {}, schedule: 'always' }]);
    terminal = await operate.terminal('hall');
    token = await terminal.assertion();
  });
  afterAll(async () => {
    await line?.mend().catch(() => undefined);
    await checker?.stop();
    await line?.close();
    await issuer?.close();
    await database?.drop();
  });

  it('keep who and which rule, and of the card nothing that can be read', async () => {
    const requestId = uuidv7();
    await ask(checker, token, person.card.number, 'hall', { 'x-request-id': requestId });
    await checker.context.passages.idle();
    const [passage] = await stored([requestId]);
    expect(passage).toMatchObject({ decision: true, reason_code: 'ok', person_id: person.personId, rule: 'all' });
    expect(passage!.card_number_hmac.toString('hex')).toBe(checker.context.hashCardNumber(person.card.number));
    const { rows } = await database.admin.raw<{ rows: { text: string }[] }>(
      `select to_jsonb(p)::text as text from access_checker.passages p`,
    );
    expect(rows.map(({ text }) => text).join()).not.toContain(person.card.number);
  });

  it('are one for a request that is repeated', async () => {
    const requestId = uuidv7();
    for (let turn = 0; turn < 3; turn += 1) {
      await ask(checker, token, person.card.number, 'hall', { 'x-request-id': requestId });
      await checker.context.passages.idle();
    }
    expect(await stored([requestId])).toHaveLength(1);
  });

  it('are shown to administrators without names and numbers, newest first, in pages', async () => {
    for (let n = 0; n < 3; n += 1) await ask(checker, token, person.card.number, 'hall');
    await checker.context.passages.idle();
    const { call } = operator(checker, issuer);
    const first = (await (await call('GET', '/api/v1/zones/hall/passages?limit=2')).json()) as {
      passages: Record<string, unknown>[];
      next: string;
    };
    expect(first.passages).toHaveLength(2);
    expect(Object.keys(first.passages[0]!).sort()).toEqual(
      ['at', 'decision', 'direction', 'id', 'reason_code', 'rule', 'terminal'].sort(),
    );
    const second = (await (await call('GET', `/api/v1/zones/hall/passages?limit=2&before=${first.next}`)).json()) as {
      passages: { id: string }[];
    };
    const ids = [...first.passages, ...second.passages].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted().toReversed()).toEqual(ids);
  });

  it('wait in order while Postgres is away, while decisions go on; too many are refused; none is lost', async () => {
    await line.cut();
    const ids = Array.from({ length: 45 }, () => uuidv7());
    const answers: { id: string; status: number }[] = [];
    for (const id of ids) {
      const body = question(person.card.number, 'hall');
      const response = await post(checker, token, body, { 'x-request-id': id });
      answers.push({ id, status: response.status });
      if (response.status === 503) expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    }
    expect(answers.map(({ status }) => status)).toEqual([...Array(40).fill(200), ...Array(5).fill(503)]);

    await line.mend();
    await until(() => checker.context.passages.waiting() === 0);
    const acknowledged = answers.filter(({ status }) => status === 200).map(({ id }) => id);
    expect((await stored(ids)).map((passage) => passage.request_id)).toEqual(acknowledged);
    expect(await ask(checker, token, person.card.number, 'hall')).toMatchObject({ decision: true });
  });

  it('are written when connections are ended under it', async () => {
    const ids = Array.from({ length: 20 }, () => uuidv7());
    for (const id of ids) {
      await ask(checker, token, person.card.number, 'hall', { 'x-request-id': id });
      await database.admin.raw(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and usename = 'campus_access_checker'`,
      );
    }
    await until(() => checker.context.passages.waiting() === 0);
    expect((await stored(ids)).map((passage) => passage.request_id)).toEqual(ids);
  });

  it('are written before the service has ended', async () => {
    const other = await startChecker(database, issuer);
    const ids = Array.from({ length: 30 }, () => uuidv7());
    for (const id of ids) await ask(other, token, person.card.number, 'hall', { 'x-request-id': id });
    await other.stop();
    expect(await stored(ids)).toHaveLength(ids.length);
  });

  it('do not go back to somebody else: a row that the database refuses holds up no other', async () => {
    const ids = [uuidv7(), uuidv7()];
    const row = (requestId: string, zoneId: string) => ({
      id: uuidv7(),
      terminalId: terminal.id,
      zoneId,
      at: new Date(),
      direction: 'enter' as const,
      decision: true,
      reasonCode: 'ok',
      ruleId: null,
      personId: null,
      cardNumberHmac: '00'.repeat(32),
      snapshotSeq: '1.1',
      requestId,
    });
    const zoneId = checker.context.snapshot().zone('hall')!.id;
    checker.context.passages.add(row(ids[0]!, uuidv7()));
    checker.context.passages.add(row(ids[1]!, zoneId));
    await checker.context.passages.idle();
    expect((await stored(ids)).map((passage) => passage.request_id)).toEqual([ids[1]]);
  });

  it('are forgotten when their time is over', async () => {
    const { config, clock, db } = checker.context;
    const later = new Date(clock.now().getTime() + (config.passage_retention_days + 1) * 86_400_000);
    expect(await forgetOldPassages(db, clock.now(), config.passage_retention_days, new AbortController().signal)).toBe(
      0,
    );
    expect(
      await forgetOldPassages(db, later, config.passage_retention_days, new AbortController().signal),
    ).toBeGreaterThan(0);
    const { rows } = await database.admin.raw<{ rows: { count: number }[] }>(
      'select count(*)::int as count from access_checker.passages',
    );
    expect(rows[0]!.count).toBe(0);
  });
});
