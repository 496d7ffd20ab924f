import { randomBytes } from 'node:crypto';
import { type Clock, createLogger } from '@onecampus/runtime';
import { readIdentityProviderConfig } from '../../../services/identity-provider/src/config.ts';
import { startIdentityProvider } from '../../../services/identity-provider/src/start.ts';
import { freePort } from '../../setup/free-port.ts';
import type { FreshDatabase } from '../../support/databases.ts';
import { redisPrefix, redisUrl } from '../../support/redis.ts';

export type IdentityProvider = {
  readonly issuer: string;
  readonly operatorSecret: string;
  readonly keyEncryptionKey: string;
  /** What this one's keys in the shared Redis begin with. */
  readonly ephemeralPrefix: string;
  /** Addresses of all instances; the first is the issuer's own. */
  readonly instances: readonly string[];
  /** An access token of the operator for our own API. */
  operatorToken(scope: string): Promise<string>;
  api(method: string, path: string, scope: string, body?: unknown): Promise<Response>;
  stop(): Promise<void>;
};

export type Wishes = {
  readonly instances?: number;
  readonly clock?: Clock;
  /** That of an earlier start on the same database. */
  readonly keyEncryptionKey?: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Where the log goes; nowhere by default. */
  readonly log?: (line: string) => void;
};

/** Starts the service, as one or several instances on one database and one Redis (memory for a single one without Redis). */
export async function startIdentityProviders(database: FreshDatabase, wishes: Wishes = {}): Promise<IdentityProvider> {
  const operatorSecret = randomBytes(32).toString('base64url');
  const keyEncryptionKey = wishes.keyEncryptionKey ?? randomBytes(32).toString('base64url');
  const prefix = redisPrefix();
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const start = async (at: number) =>
    startIdentityProvider(
      readIdentityProviderConfig({
        NODE_ENV: 'test',
        DATABASE_URL: database.url('identity-provider'),
        ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
        CAMPUS_ISSUER: issuer,
        CAMPUS_HOST: '127.0.0.1',
        CAMPUS_PORT: String(at),
        CAMPUS_METRICS_PORT: '0',
        KEY_ENCRYPTION_KEY: keyEncryptionKey,
        OPERATOR_CLIENT_SECRET: operatorSecret,
        CAMPUS_PASSWORD_THREADS: '1',
        ...wishes.settings,
      }),
      {
        ephemeralPrefix: prefix,
        log: createLogger({
          service: 'identity-provider',
          level: wishes.log ? 'debug' : 'silent',
          destination: { write: (line) => wishes.log?.(line) },
        }),
        ...(wishes.clock ? { clock: wishes.clock } : {}),
      },
    );
  const running = await Promise.all([port, ...Array.from({ length: (wishes.instances ?? 1) - 1 }, () => 0)].map(start));
  const operatorToken = async (scope: string) => {
    const response = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`operator:${operatorSecret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope }),
    });
    const { access_token } = (await response.json()) as { access_token: string };
    return access_token;
  };
  return {
    issuer,
    operatorSecret,
    keyEncryptionKey,
    ephemeralPrefix: prefix,
    instances: running.map((one) => `http://localhost:${one.serving.port}`),
    operatorToken,
    api: async (method, path, scope, body) =>
      fetch(`${issuer}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await operatorToken(scope)}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    stop: async () => {
      await Promise.all(running.map((one) => one.stop()));
    },
  };
}
