import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedServer } from '@onecampus/database';
import { prepareDatabase } from '@onecampus/roles';
import { freePort } from '../setup/free-port.ts';
import { createDatabase, databasePasswords, templateName } from '../support/databases.ts';

export interface BenchServers {
  readonly adminUrl: string;
  readonly redisUrl: string | undefined;
  stop(): Promise<void>;
}

/**
 * A Postgres and a Redis of this run's own. Unlike the tests' Postgres this one keeps what it acknowledged (fsync on,
 * synchronous commit): a rate without that would be somebody else's.
 */
export async function startBenchServers(): Promise<BenchServers> {
  const folder = await mkdtemp(path.join(tmpdir(), 'onecampus-bench-'));
  const postgres = await startEmbeddedServer({
    folder: path.join(folder, 'postgres'),
    port: await freePort(),
    password: 'bench',
    settings: { shared_buffers: '256MB' },
  });
  const redis = await startRedis(folder);
  await prepareDatabase(await createDatabase(postgres.url, templateName), databasePasswords);
  return {
    adminUrl: postgres.url,
    redisUrl: redis?.url,
    stop: async () => {
      redis?.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Redis holds only what may vanish, so it writes nothing to disk. */
async function startRedis(folder: string): Promise<{ url: string; stop(): void } | undefined> {
  const program = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'].find(
    existsSync,
  );
  if (!program) return undefined;
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const child = spawn(program, args, { stdio: 'ignore' });
  child.unref();
  return { url: `redis://127.0.0.1:${port}`, stop: () => void child.kill('SIGKILL') };
}
