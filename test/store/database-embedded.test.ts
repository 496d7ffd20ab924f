import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type EmbeddedServer, startEmbeddedServer } from '@onecampus/database';
import pg from 'pg';
import { freePort } from '../setup/free-port.ts';

const settings = { fsync: 'off', shared_buffers: '32MB' };

describe('the embedded server', () => {
  let folder: string;
  let port: number;
  let server: EmbeddedServer | undefined;
  const dataFolder = () => path.join(folder, 'data');
  const start = async () => {
    server = await startEmbeddedServer({ folder, port, password: 'test', settings });
    return server;
  };
  const ask = async (statement: string) => {
    const client = new pg.Client({ connectionString: server!.url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(statement)).rows as unknown[];
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'onecampus-embedded-'));
    port = await freePort();
    await start();
    await ask(`create table kept as select 'kept' as word`);
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is adopted by the next start if its starter was killed', async () => {
    const first = server ?? (await start());
    const second = await start();
    expect(second).toMatchObject({ adopted: true, pid: first.pid });
    expect(await ask('select word from kept')).toEqual([{ word: 'kept' }]);
  });

  it('is stopped and started anew where it was left running on another port', async () => {
    const first = await start();
    port = await freePort();
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(second.pid).not.toBe(first.pid);
    expect(await ask('select word from kept')).toEqual([{ word: 'kept' }]);
  });

  it('starts on the data of a server that was killed with people at work', async () => {
    const first = await start();
    const worker = new pg.Client({ connectionString: first.url });
    worker.on('error', () => undefined);
    await worker.connect();
    const work = worker.query('select pg_sleep(60)').catch(() => undefined);
    process.kill(first.pid, 'SIGKILL');
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(await ask('select word from kept')).toEqual([{ word: 'kept' }]);
    await work;
  });

  it('starts although the process id of the killed server now belongs to another program, which it leaves alone', async () => {
    const first = await start();
    process.kill(first.pid, 'SIGKILL');
    await gone(first.pid);
    const other = spawn('sleep', ['60'], { stdio: 'ignore' });
    await writeOwner(path.join(dataFolder(), 'postmaster.pid'), other.pid!);
    await start();
    expect(await ask('select word from kept')).toEqual([{ word: 'kept' }]);
    expect(other.exitCode ?? other.signalCode).toBeNull();
    other.kill('SIGKILL');
  });

  it('leaves a Postgres alone that is not ours although its process id stands in our file', async () => {
    const first = await start();
    const foreignFolder = await mkdtemp(path.join(tmpdir(), 'onecampus-foreign-'));
    const foreign = await startEmbeddedServer({
      folder: foreignFolder,
      port: await freePort(),
      password: 'other',
      settings,
    });
    process.kill(first.pid, 'SIGKILL');
    await gone(first.pid);
    await writeOwner(path.join(dataFolder(), 'postmaster.pid'), foreign.pid);
    await start();
    const client = new pg.Client({ connectionString: foreign.url });
    await client.connect();
    await client.end();
    await foreign.stop();
    await rm(foreignFolder, { recursive: true, force: true });
  });

  it('begins anew where the very first start was killed in the middle of its initdb', async () => {
    const cutShort = await mkdtemp(path.join(tmpdir(), 'onecampus-cut-short-'));
    const options = { folder: cutShort, port: await freePort(), password: 'test', settings };
    const starter = spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { startEmbeddedServer } from '@onecampus/database'; await startEmbeddedServer(${JSON.stringify(options)});`,
      ],
      { cwd: path.join(import.meta.dirname, '..'), detached: true, stdio: 'ignore' },
    );
    await until(async () => (await readdir(cutShort, { recursive: true })).some((name) => name.endsWith('PG_VERSION')));
    process.kill(-starter.pid!, 'SIGKILL');
    await once(starter, 'exit');

    server = await startEmbeddedServer(options);
    expect(await ask('select 1 as one')).toEqual([{ one: 1 }]);
    expect((await readdir(cutShort)).sort()).toEqual(['data', 'postgres.log']);
    await server.stop();
    await rm(cutShort, { recursive: true, force: true });
  });

  it('says where to look when it cannot start', async () => {
    await writeFile(path.join(dataFolder(), 'postgresql.auto.conf'), 'no_such_setting = 1\n');
    await expect(start()).rejects.toThrow(path.join(folder, 'postgres.log'));
    expect(existsSync(path.join(dataFolder(), 'PG_VERSION'))).toBe(true);
    await writeFile(path.join(dataFolder(), 'postgresql.auto.conf'), '');
  });
});

/** Lets a stale postmaster.pid speak of another process, as after a restart of the machine. */
async function writeOwner(file: string, pid: number): Promise<void> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  lines[0] = String(pid);
  await writeFile(file, lines.join('\n'));
}

async function gone(pid: number): Promise<void> {
  await until(async () => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 5));
}
