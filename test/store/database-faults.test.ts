import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connect, type Db, type EmbeddedServer, startEmbeddedServer, transaction } from '@onecampus/database';
import pg from 'pg';
import { freePort } from '../setup/free-port.ts';

/** What happens to a pool when its server stops, freezes or turns read-only; on a server of its own. */
describe('a pool and its server', () => {
  let folder: string;
  let port: number;
  let server: EmbeddedServer;
  let pool: Db;
  const start = async () => {
    server = await startEmbeddedServer({
      folder,
      port,
      password: 'test',
      settings: { fsync: 'off', shared_buffers: '32MB' },
    });
  };
  /** A connection apart from the pool, for causing the fault. */
  const aside = async (...statements: string[]) => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    // Whoever mends a server that is read-only must be allowed to write.
    await client.query('set default_transaction_read_only = off');
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  const write = () => pool.raw(`insert into notes (text) values ('kept')`);
  const ask = () => pool.raw('select count(*) from notes');
  const backend = async () =>
    (await pool.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid')).rows[0]!.pid;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'onecampus-faults-'));
    port = await freePort();
    await start();
    await aside('create table notes (text text)');
  });
  beforeEach(() => {
    pool = connect({ url: server.url, applicationName: 'under-test', poolMax: 1, statement_timeout_ms: 500 });
  });
  afterEach(() => pool.destroy());
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('says database.unavailable while the server is stopped, and works when it is back', async () => {
    await write();
    await server.stop();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(write()).rejects.toMatchObject({ code: 'database.unavailable', retryAfterSeconds: 2 });
    }
    await start();
    await write();
  });

  it('opens nothing before the first statement, so that a service may start before its database', async () => {
    const early = connect({ url: `postgres://nobody@127.0.0.1:1/none`, applicationName: 'under-test' });
    await expect(early.raw('select 1')).rejects.toMatchObject({ code: 'database.unavailable' });
    await early.destroy();
  });

  it('writes at once after a server that had turned read-only is writable again (new sessions)', async () => {
    await aside('alter database postgres set default_transaction_read_only = on');
    await ask();
    await expect(write()).rejects.toMatchObject({ code: 'database.unavailable' });
    await ask();
    await aside('alter database postgres reset default_transaction_read_only');
    await write();
  });

  it('writes at once after a server that had turned read-only is writable again (running sessions)', async () => {
    await write();
    await aside('alter system set default_transaction_read_only = on', 'select pg_reload_conf()');
    await refusedAsReadOnly(write);
    await ask();
    await aside('alter system reset default_transaction_read_only', 'select pg_reload_conf()');
    await write();
  });

  it('does not wait for ever for a connection that froze while it was in use', async () => {
    let pid = 0;
    const frozen = transaction(pool, async (tx) => {
      const { rows } = await tx.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid');
      pid = rows[0]!.pid;
      process.kill(pid, 'SIGSTOP');
      await tx.raw('select 1');
    });
    try {
      await expect(frozen).rejects.toMatchObject({ code: 'database.unavailable' });
      expect(await backend()).not.toBe(pid);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  });

  it('finds a good connection for the first request although all idle ones froze', async () => {
    const wide = connect({ url: server.url, applicationName: 'under-test', poolMax: 4 });
    const pids = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const { rows } = await wide.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid, pg_sleep(0.1)');
        return rows[0]!.pid;
      }),
    );
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    try {
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      expect((await wide.raw('select 1 as one')).rows).toEqual([{ one: 1 }]);
    } finally {
      for (const pid of pids) process.kill(pid, 'SIGCONT');
      await wide.destroy();
    }
  });

  it('lets a session wait that has set a statement timeout of its own', async () => {
    const rows = await transaction(pool, async (tx) => {
      await tx.raw(`set local statement_timeout = '10s'`);
      return (await tx.raw('select pg_sleep(1.7), 1 as one')).rows;
    });
    expect(rows).toMatchObject([{ one: 1 }]);
  });

  it('does not hand out a connection that froze while it stood idle', async () => {
    const pid = await backend();
    process.kill(pid, 'SIGSTOP');
    try {
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      expect(await backend()).not.toBe(pid);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  });
});

/** A running session takes the new setting when its server process next looks. */
async function refusedAsReadOnly(write: () => PromiseLike<unknown>): Promise<void> {
  for (;;) {
    try {
      await write();
    } catch (error) {
      expect(error).toMatchObject({ code: 'database.unavailable', cause: { code: '25006' } });
      return;
    }
  }
}
