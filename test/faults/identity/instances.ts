import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { type Supervised, supervise } from '@onecampus/local-start';
import { type OperatorClient, operatorClient } from '@onecampus/operator';
import { freePort } from '../../setup/free-port.ts';
import { startBalancer } from '../../support/balancer.ts';
import type { FreshDatabase } from '../../support/databases.ts';
import { untilReady } from '../inject.ts';
import { until } from '../until.ts';

/** Two identity providers as processes that are started again when they die, behind a balancer. */
export interface Instances {
  readonly issuer: string;
  readonly operator: OperatorClient;
  readonly operatorSecret: string;
  readonly keyEncryptionKey: string;
  readonly count: number;
  /** The instance is told to go (SIGTERM) or is killed. @returns what waits until another has taken its place. */
  end(index: number, signal: 'SIGTERM' | 'SIGKILL'): () => Promise<void>;
  /** All of them can do their work. */
  ready(): Promise<void>;
  /** How processes ended, in words. */
  readonly deaths: readonly string[];
  stop(): Promise<void>;
}

export async function startInstances(
  at: { readonly database: FreshDatabase; readonly redisUrl: string; readonly folder: string },
  count = 2,
): Promise<Instances> {
  const front = await freePort();
  const issuer = `http://localhost:${front}`;
  const key = () => randomBytes(32).toString('base64url');
  const [keyEncryptionKey, operatorSecret] = [key(), key()];
  const deaths: string[] = [];
  const balancer = await startBalancer(front);
  const ports: number[] = [];
  const running: Supervised[] = [];
  for (let index = 0; index < count; index += 1) {
    const port = await freePort();
    ports.push(port);
    const program = {
      name: `identity-provider-${index}`,
      entry: 'services/identity-provider/src/main.ts',
      readyUrl: `http://127.0.0.1:${port}/readyz`,
      environment: {
        NODE_ENV: 'development',
        DATABASE_URL: at.database.url('identity-provider'),
        REDIS_URL: at.redisUrl,
        CAMPUS_ISSUER: issuer,
        CAMPUS_HOST: '127.0.0.1',
        CAMPUS_PORT: String(port),
        CAMPUS_METRICS_PORT: String(await freePort()),
        CAMPUS_LOG_LEVEL: 'warn',
        KEY_ENCRYPTION_KEY: keyEncryptionKey,
        OPERATOR_CLIENT_SECRET: operatorSecret,
        CAMPUS_PASSWORD_THREADS: '1',
      },
    };
    running.push(await supervise(program, path.join(at.folder, 'logs'), (text) => deaths.push(text)));
  }
  balancer.point(ports);
  const stop = async () => {
    await Promise.all(running.map((one) => one.stop()));
    await balancer.stop();
  };
  const ready = async () => {
    for (const port of ports) await untilReady(port);
  };
  try {
    await Promise.all(running.map((one) => one.ready));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    issuer,
    operatorSecret,
    keyEncryptionKey,
    operator: operatorClient({
      issuer,
      clientId: 'operator',
      clientSecret: operatorSecret,
      services: { 'identity-provider': issuer, registrar: issuer, 'card-issuer': issuer, 'access-checker': issuer },
    }),
    count,
    deaths,
    end: (index, signal) => {
      const one = running[index]!;
      const pid = one.pid()!;
      process.kill(pid, signal);
      return async () => {
        await until(async () => one.pid() !== pid, `a new ${one.name}`);
        await untilReady(ports[index]!);
      };
    },
    ready,
    stop,
  };
}
