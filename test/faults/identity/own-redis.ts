import type { ChildProcess } from 'node:child_process';
import { Redis } from 'ioredis';
import { startRedis } from '../../setup/servers.ts';
import { type Line, startLine } from './line.ts';

/** A Redis of the campaign's own, that keeps nothing over its death, behind one address. */
export interface OwnRedis {
  readonly url: string;
  /** How often everything in it was lost. */
  readonly losses: () => number;
  /** Dies without a word; another, empty one takes its place. */
  kill(): Promise<void>;
  /** Stands still for so long: connections stay open and nothing answers. */
  freeze(ms: number): Promise<void>;
  flush(): Promise<void>;
  /** Resolves when it answers. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

export async function startOwnRedis(folder: string, empty_for_ms: number): Promise<OwnRedis> {
  const start = async (): Promise<{ process: ChildProcess; url: string }> => {
    const started = await startRedis(folder);
    if (!started) throw new Error('The fault campaign needs redis-server: two instances share it.');
    return started;
  };
  let server = await start();
  const line: Line = await startLine(portOf(server.url));
  let losses = 0;
  return {
    url: `redis://127.0.0.1:${line.port}`,
    losses: () => losses,
    kill: async () => {
      losses += 1;
      line.cut();
      server.process.kill('SIGKILL');
      await pause(empty_for_ms);
      server = await start();
      line.leadTo(portOf(server.url));
      losses += 1;
    },
    freeze: async (ms) => {
      server.process.kill('SIGSTOP');
      await pause(ms);
      server.process.kill('SIGCONT');
    },
    flush: async () => {
      losses += 1;
      const redis = new Redis(server.url);
      await redis.flushall();
      redis.disconnect();
      losses += 1;
    },
    ready: async () => {
      const redis = new Redis(`redis://127.0.0.1:${line.port}`);
      await redis.ping();
      redis.disconnect();
    },
    stop: async () => {
      await line.close();
      server.process.kill('SIGKILL');
    },
  };
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
