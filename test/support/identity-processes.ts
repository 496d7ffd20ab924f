import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { IdentityProvider } from '../integration/identity-provider/identity-provider.ts';
import { freePort } from '../setup/free-port.ts';
import type { FreshDatabase } from './databases.ts';

const entry = path.resolve(import.meta.dirname, '../../services/identity-provider/src/main.ts');
const shifted = path.resolve(import.meta.dirname, 'shifted-clock.ts');

const ready_within_ms = 60_000;

/** Instances as processes, each with a clock of its own that is so many milliseconds ahead; the first one is the issuer. */
export async function startIdentityProcesses(
  at: { readonly database: FreshDatabase; readonly redisUrl: string },
  ahead_ms: readonly number[],
): Promise<IdentityProvider> {
  const secret = () => randomBytes(32).toString('base64url');
  const [operatorSecret, keyEncryptionKey] = [secret(), secret()];
  const ports = await Promise.all(ahead_ms.map(() => freePort()));
  const issuer = `http://localhost:${ports[0]}`;
  const children: ChildProcess[] = [];
  let said = '';
  const stop = async () => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    }
  };
  const start = async (index: number) => {
    const child = spawn(process.execPath, ['--no-warnings', '--import', shifted, entry], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        NODE_ENV: 'test',
        CLOCK_AHEAD_MS: String(ahead_ms[index]),
        DATABASE_URL: at.database.url('identity-provider'),
        REDIS_URL: at.redisUrl,
        CAMPUS_ISSUER: issuer,
        CAMPUS_HOST: '127.0.0.1',
        CAMPUS_PORT: String(ports[index]),
        CAMPUS_METRICS_PORT: '0',
        CAMPUS_LOG_LEVEL: 'warn',
        KEY_ENCRYPTION_KEY: keyEncryptionKey,
        OPERATOR_CLIENT_SECRET: operatorSecret,
        CAMPUS_PASSWORD_THREADS: '1',
      },
    });
    children.push(child);
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    for (const deadline = performance.now() + ready_within_ms; ; ) {
      const answer = await fetch(`http://127.0.0.1:${ports[index]}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
      if (child.exitCode !== null || performance.now() > deadline) throw new Error(`instance ${index}: ${said}`);
      await pause(50);
    }
  };
  try {
    // One makes what has to be there, and the others find it.
    await start(0);
    await Promise.all(ahead_ms.slice(1).map((_, index) => start(index + 1)));
  } catch (error) {
    await stop();
    throw error;
  }
  const operatorToken = async (scope: string) => {
    const answer = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`operator:${operatorSecret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  return {
    issuer,
    operatorSecret,
    keyEncryptionKey,
    ephemeralPrefix: 'campus',
    instances: ports.map((port) => `http://localhost:${port}`),
    operatorToken,
    api: async (method, where, scope, body) =>
      fetch(`${issuer}${where}`, {
        method,
        headers: {
          authorization: `Bearer ${await operatorToken(scope)}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    stop,
  };
}
