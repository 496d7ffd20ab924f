import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildApp } from '@onecampus/access-checker/app';
import { readAccessCheckerConfig } from '@onecampus/access-checker/config';
import { type Context, createContext } from '@onecampus/access-checker/context';
import { serve } from '@onecampus/http';
import { type Clock, createLogger, systemClock, uuidv7 } from '@onecampus/runtime';
import { generateSigningKey, type SigningKeyPair, signAccessToken, signTerminalAssertion } from '@onecampus/tokens';
import type { FreshDatabase } from '../../support/databases.ts';

/** A clock that stands where a test puts it; until then it is the machine's. */
export class TestClock implements Clock {
  #at: Date | undefined;

  now(): Date {
    return this.#at ?? new Date();
  }

  set(at: Date): void {
    this.#at = at;
  }
}

/** Whoever signs the access tokens of a test: an issuer with one key, served as a JWKS. */
export interface TestIssuer {
  readonly url: string;
  token(options: { audience: string; scope: string; now?: Date; sub?: string }): Promise<string>;
  close(): Promise<void>;
}

export async function startIssuer(): Promise<TestIssuer> {
  const key = await generateSigningKey('RS256', 'test-1');
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [key.publicJwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    token: ({ audience, scope, now = new Date(), sub = 'operator' }) =>
      signAccessToken(
        {
          issuer: url,
          audience,
          sub,
          clientId: 'operator',
          scope: scope.split(' '),
          jti: uuidv7(),
          lifetimeSeconds: 300,
        },
        key.privateJwk,
        now,
      ),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface Checker {
  readonly url: string;
  readonly audience: string;
  readonly context: Context;
  readonly logged: string[];
  stop(): Promise<void>;
}

export const checkerAudience = 'http://access.test';

/** An access checker in this process on a free port, ready to decide. */
export async function startChecker(
  database: FreshDatabase,
  issuer: TestIssuer,
  options: { clock?: Clock; environment?: Record<string, string>; redisUrl?: string | undefined } = {},
): Promise<Checker> {
  const config = readAccessCheckerConfig({
    NODE_ENV: 'test',
    CAMPUS_PORT: '0',
    CAMPUS_PUBLIC_URL: checkerAudience,
    CAMPUS_ISSUER: issuer.url,
    CAMPUS_CLIENT_ID: 'access-checker',
    CAMPUS_CLIENT_SECRET: 'a-client-secret-of-a-test',
    CAMPUS_SESSION_SECRET: 'a-session-secret-of-a-test',
    CAMPUS_CARD_HMAC_KEY: Buffer.alloc(32, 7).toString('base64url'),
    DATABASE_URL: database.url('access-checker'),
    ...(options.redisUrl ? { REDIS_URL: options.redisUrl } : {}),
    ...options.environment,
  });
  const logged: string[] = [];
  const log = createLogger({
    service: 'access-checker',
    level: 'info',
    destination: { write: (line: string) => void logged.push(line) },
  });
  const context = createContext(config, { log, ...(options.clock ? { clock: options.clock } : {}) });
  const serving = await serve({ host: '127.0.0.1', port: 0, log, metrics: context.metrics }, (draining) =>
    buildApp(context, draining),
  );
  await until(async () => (await fetch(`${serving.url}/readyz`)).ok);
  return {
    url: serving.url,
    audience: checkerAudience,
    context,
    logged,
    stop: async () => {
      await serving.stop();
      await context.close();
    },
  };
}

/** Waits until something holds. The bound is generous: it is there to end a test that would never end by itself. */
export async function until(holds: () => Promise<boolean> | boolean, bound_ms = 20_000): Promise<void> {
  const deadline = Date.now() + bound_ms;
  for (;;) {
    try {
      if (await holds()) return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    if (Date.now() > deadline) throw new Error('it did not come true');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export interface TestTerminal {
  readonly id: string;
  readonly key: SigningKeyPair;
  assertion(change?: { audience?: string; now?: Date; lifetimeSeconds?: number }): Promise<string>;
}

/** Calls the checker's own API as an operator's program would. */
export function operator(checker: Pick<Checker, 'url' | 'audience'>, issuer: TestIssuer, clock: Clock = systemClock) {
  const call = async (method: string, path: string, body?: unknown) =>
    fetch(`${checker.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await issuer.token({ audience: checker.audience, scope: 'access.read access.write', now: clock.now() })}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const done = async (method: string, path: string, body?: unknown) => {
    const response = await call(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  };
  return {
    call,
    zone: (slug: string, university = 'tpu') =>
      done('PUT', `/api/v1/zones/${slug}`, {
        university,
        kind: 'library',
        title: { ru: `Зона ${slug}`, en: `Zone ${slug}` },
      }),
    rules: (slug: string, rules: readonly object[]) => done('PUT', `/api/v1/zones/${slug}/rules`, { rules }),
    terminal: async (zone: string): Promise<TestTerminal> => {
      const key = await generateSigningKey('ES256', 'gate');
      const { id } = (await done('POST', '/api/v1/terminals', {
        zone,
        name: `Gate of ${zone}`,
        public_jwk: key.publicJwk,
      })) as { id: string };
      return { id, key, assertion: (change) => assertion(id, key, change) };
    },
    revoke: (id: string) => done('DELETE', `/api/v1/terminals/${id}`),
  };
}

export function assertion(
  terminalId: string,
  key: SigningKeyPair,
  { audience = checkerAudience, now = new Date(), lifetimeSeconds = 300 } = {} as {
    audience?: string;
    now?: Date;
    lifetimeSeconds?: number;
  },
): Promise<string> {
  return signTerminalAssertion({
    terminalId,
    audience,
    privateJwk: key.privateJwk,
    jti: uuidv7(),
    now,
    lifetimeSeconds,
  });
}

export interface Evaluation {
  readonly decision: boolean;
  readonly context: {
    readonly reason_code: string;
    readonly reason_code_number: number;
    readonly reason_user: { readonly ru: string; readonly en: string };
    readonly reason_admin: { readonly ru: string; readonly en: string };
    readonly rule: string | null;
    readonly next_allowed_from?: string;
    readonly snapshot_seq: string;
  };
}

export function post(
  checker: Pick<Checker, 'url'>,
  token: string | undefined,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${checker.url}/access/v1/evaluation`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

export const question = (
  number: string,
  zone: string,
  change: { action?: string; type?: string } = {},
): Record<string, unknown> => ({
  subject: { type: change.type ?? 'credential', id: number },
  action: { name: change.action ?? 'enter' },
  resource: { type: 'zone', id: zone },
});

/** Asks and expects an answer. */
export async function ask(
  checker: Pick<Checker, 'url'>,
  token: string,
  number: string,
  zone: string,
  headers: Record<string, string> = {},
): Promise<Evaluation> {
  const response = await post(checker, token, question(number, zone), headers);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Evaluation;
}
