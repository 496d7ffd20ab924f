import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import { freePort } from '../../setup/free-port.ts';

/** A Redis of one test file's own, to be frozen, killed and emptied. */
export interface OwnRedis {
  readonly url: string;
  freeze(): void;
  thaw(): void;
  kill(): Promise<void>;
  start(): Promise<void>;
  flush(): Promise<void>;
}

export async function ownRedis(): Promise<OwnRedis> {
  const program = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'].find(
    existsSync,
  )!;
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child: ChildProcess;
  const withClient = async (work: (client: Redis) => Promise<unknown>) => {
    const client = new Redis(url, { retryStrategy: () => 20, maxRetriesPerRequest: null });
    client.on('error', () => undefined);
    await work(client);
    client.disconnect();
  };
  const start = async () => {
    child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
      stdio: 'ignore',
    });
    await withClient((client) => client.ping());
  };
  await start();
  return {
    url,
    start,
    freeze: () => child.kill('SIGSTOP'),
    thaw: () => child.kill('SIGCONT'),
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
    flush: () => withClient((client) => client.flushall()),
  };
}
