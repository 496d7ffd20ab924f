import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type EmbeddedServer, startEmbeddedServer } from '@onecampus/database';
import { prepareDatabase } from '@onecampus/roles';
import { createDatabase, databasePasswords, templateName } from '../support/databases.ts';
import { freePort } from './free-port.ts';

/** What the test files need to find the servers of this run; handed on by the environment. */
export interface TestServers {
  readonly adminUrl: string;
  readonly redisUrl: string | undefined;
}

interface Started {
  readonly postgres: EmbeddedServer;
  readonly redis: ChildProcess | undefined;
  readonly folder: string;
}

/**
 * Starts this run's own Postgres and Redis on free ports — never the developer's — and migrates the template database that
 * every test file clones.
 */
export async function startServers(): Promise<Started & TestServers> {
  const folder = await mkdtemp(path.join(tmpdir(), 'onecampus-test-'));
  const postgres = await startEmbeddedServer({
    folder: path.join(folder, 'postgres'),
    port: await freePort(),
    password: 'test',
    // Nothing here has to survive a power cut, and every file clones a database.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB' },
  });
  const redis = await startRedis(folder);
  const template = await createDatabase(postgres.url, templateName);
  await prepareDatabase(template, databasePasswords);
  return { postgres, redis: redis?.process, folder, adminUrl: postgres.url, redisUrl: redis?.url };
}

export async function stopServers(started: Started): Promise<void> {
  started.redis?.kill('SIGKILL');
  await started.postgres.stop();
  await rm(started.folder, { recursive: true, force: true });
}

export async function startRedis(folder: string): Promise<{ process: ChildProcess; url: string } | undefined> {
  const program = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'].find(
    existsSync,
  );
  if (!program) {
    if (process.env['CI']) throw new Error('redis-server is not installed, and with CI set that is a failure');
    console.warn('\n*** redis-server is not installed: everything that needs Redis is NOT RUN. ***\n');
    return undefined;
  }
  const port = await freePort();
  const child = spawn(
    program,
    [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      folder,
      '--enable-debug-command',
      'local',
    ],
    {
      stdio: 'ignore',
    },
  );
  child.unref();
  return { process: child, url: `redis://127.0.0.1:${port}` };
}
