import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { asDomainError, connect, type Db, transaction } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';

const canary = 'canary-9f1c-secret';

describe('database', () => {
  let database: FreshDatabase;
  const pools: Db[] = [];
  const open = (options: { poolMax?: number; acquire_timeout_ms?: number; statement_timeout_ms?: number } = {}) => {
    const pool = connect({ url: database.adminUrl, applicationName: 'under-test', ...options });
    pools.push(pool);
    return pool;
  };
  beforeAll(async () => {
    database = await freshDatabase();
    await database.admin.raw(`create table seats (
      id int primary key, holder text unique, born date, row_number int check (row_number > 0), owner int references seats)`);
    await database.admin.raw(`insert into seats (id, holder) values (1, 'one'), (2, 'two')`);
  });
  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.destroy()));
  });
  afterAll(() => database.drop());

  it('refuses with database.busy who waits too long for a connection', async () => {
    const pool = open({ poolMax: 1, acquire_timeout_ms: 200 });
    const mayEnd = Promise.withResolvers<void>();
    const taken = Promise.withResolvers<void>();
    const holder = transaction(pool, async (tx) => {
      await tx.raw('select 1');
      taken.resolve();
      await mayEnd.promise;
    });
    await taken.promise;
    await expect(pool.raw('select 1')).rejects.toMatchObject({ code: 'database.busy', retryAfterSeconds: 2 });
    await expect(transaction(pool, (tx) => tx.raw('select 1'))).rejects.toMatchObject({ code: 'database.busy' });
    mayEnd.resolve();
    await holder;
    await pool.raw('select 1');
  });

  it('ends a statement that runs too long, and the connection serves the next one', async () => {
    const pool = open({ poolMax: 1, statement_timeout_ms: 100 });
    await expect(pool.raw('select pg_sleep(5)')).rejects.toMatchObject({ code: 'database.busy' });
    expect((await pool.raw('select 2 as two')).rows).toEqual([{ two: 2 }]);
  });

  it('gives nobody a connection whose backend was ended', async () => {
    const pool = open({ poolMax: 1 });
    const { rows } = await pool.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid');
    await database.admin.raw('select pg_terminate_backend(?, 5000)', [rows[0]!.pid]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const after = await pool.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid');
    expect(after.rows[0]!.pid).not.toBe(rows[0]!.pid);
  });

  it('reports a backend that was ended in mid-transaction, and the next transaction works', async () => {
    const pool = open({ poolMax: 1 });
    const lost = transaction(pool, async (tx) => {
      const { rows } = await tx.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid');
      await database.admin.raw('select pg_terminate_backend(?, 5000)', [rows[0]!.pid]);
      await tx.raw('select 1');
    });
    await expect(lost).rejects.toMatchObject({ code: 'database.unavailable', retryAfterSeconds: 2 });
    await expect(transaction(pool, async (tx) => (await tx.raw('select 1 as one')).rows)).resolves.toEqual([
      { one: 1 },
    ]);
  });

  it.each([
    ['row.duplicate', 'insert into seats (id, holder) values (11, ?), (12, ?)', [canary, canary]],
    ['row.refused', 'insert into seats (id, holder, row_number) values (13, ?, -1)', [canary]],
    ['row.missing_reference', 'insert into seats (id, holder, owner) values (14, ?, 404)', [canary]],
    ['row.refused', 'insert into seats (id, holder) values (null, ?)', [canary]],
    ['unexpected', 'insert into seats (id, born) values (15, ?)', [canary]],
    ['unexpected', 'select ?::int', [canary]],
    ['unexpected', 'select ?::uuid', [`"${canary}\n"`]],
    ['unexpected', 'select ?::jsonb', [`{"a": ${canary}}`]],
    ['unexpected', 'select * from nowhere where a = ?', [canary]],
  ] as const)('tells no bound value in any part of an error: %s after %s', async (code, statement, values) => {
    const error = await database.admin.raw(statement, [...values]).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code });
    expect(everythingIn(error)).not.toContain(canary);
    expect(everythingIn(error)).not.toContain('canary');
  });

  it('tries a transaction again that Postgres ended to break a deadlock', async () => {
    const pool = open({ poolMax: 2 });
    let runs = 0;
    const bothHold = gate(2);
    const take = (first: number, second: number) =>
      transaction(pool, async (tx) => {
        runs += 1;
        await tx.raw('update seats set row_number = 1 where id = ?', [first]);
        await bothHold();
        await tx.raw('update seats set row_number = 2 where id = ?', [second]);
      });
    await Promise.all([take(1, 2), take(2, 1)]);
    // The one that tries again may meet the other once more, so at least three.
    expect(runs).toBeGreaterThan(2);
  });

  it('tries a transaction again that could not be serialised', async () => {
    const pool = open({ poolMax: 2 });
    await pool.raw('create table counters (n int); insert into counters values (0)' as never);
    let runs = 0;
    const bothRead = gate(2);
    const count = () =>
      transaction(pool, async (tx) => {
        runs += 1;
        await tx.raw('set transaction isolation level repeatable read');
        const { rows } = await tx.raw<{ rows: { n: number }[] }>('select n from counters');
        await bothRead();
        await tx.raw('update counters set n = ?', [rows[0]!.n + 1]);
      });
    await Promise.all([count(), count()]);
    expect((await pool.raw('select n from counters')).rows).toEqual([{ n: 2 }]);
    expect(runs).toBe(3);
  });

  it('gives up after the third try', async () => {
    let runs = 0;
    const hopeless = transaction(open(), async (tx) => {
      runs += 1;
      await tx.raw(`do $$ begin raise exception 'again' using errcode = '40001'; end $$`);
    });
    await expect(hopeless).rejects.toMatchObject({ code: 'database.busy' });
    expect(runs).toBe(3);
  });

  it.each([
    ['a refusal', new DomainError('card.unknown', 'No such card.')],
    ['a mistake of ours', new TypeError('not a function')],
    ['a missing file', Object.assign(new Error('no such file'), { code: 'ENOENT' })],
    ['another program that is away', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })],
  ])('hands on unchanged what the work itself throws: %s', async (_, thrown) => {
    const done = transaction(open(), async (tx) => {
      await tx.raw('select 1');
      throw thrown;
    });
    await expect(done).rejects.toBe(thrown);
  });

  it('knows a login that is refused from a server that is away', () => {
    expect(asDomainError(Object.assign(new Error(), { code: '28P01' })).code).toBe('unexpected');
    expect(asDomainError(Object.assign(new Error(), { code: '57P03' })).code).toBe('database.unavailable');
  });
});

/** Resolves for everybody once the `count`th has come; later comers pass. */
function gate(count: number): () => Promise<void> {
  let came = 0;
  const open = Promise.withResolvers<void>();
  return () => {
    came += 1;
    if (came >= count) open.resolve();
    return open.promise;
  };
}

function everythingIn(error: unknown): string {
  const seen: string[] = [];
  for (let one = error as Error | undefined; one; one = one.cause as Error | undefined) {
    seen.push(one.message, one.stack ?? '', JSON.stringify(one, Object.getOwnPropertyNames(one)));
  }
  return seen.join('\n');
}
