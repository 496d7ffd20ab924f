import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cardIssuerConfig } from '@onecampus/card-issuer/config';
import { type Context, openContext } from '@onecampus/card-issuer/context';
import type { StaffMember } from '@onecampus/http';
import { randomToken } from '@onecampus/runtime';
import { generateSigningKey, type Scope, signAccessToken } from '@onecampus/tokens';
import type { JWK } from 'jose';
import type { FreshDatabase } from '../../support/databases.ts';
import { redisUrl } from '../../support/redis.ts';

export const publicUrl = 'http://cards.test';

/** An issuer of access tokens that serves its public keys as the identity provider does, and nothing else. */
export interface TestIssuer {
  readonly url: string;
  readonly privateJwk: JWK;
  token(claims?: Partial<Parameters<typeof signAccessToken>[0]> & { now?: Date; key?: JWK }): Promise<string>;
  close(): Promise<void>;
}

export async function startIssuer(): Promise<TestIssuer> {
  const { privateJwk, publicJwk } = await generateSigningKey('ES256', 'test-key');
  const server: Server = createServer((request, response) => {
    if (request.url !== '/jwks') return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [publicJwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    privateJwk,
    token: ({ now, key, ...claims } = {}) =>
      signAccessToken(
        {
          issuer: url,
          audience: publicUrl,
          sub: 'sample-library',
          clientId: 'sample-library',
          scope: ['cards.read', 'cards.write'] satisfies Scope[],
          jti: randomToken(),
          lifetimeSeconds: 300,
          ...claims,
        },
        key ?? privateJwk,
        now ?? new Date(),
      ),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A card issuer's context as a process would open it, on the test's own database and Redis. */
export function openTestContext(
  database: FreshDatabase,
  issuerUrl: string,
  more: Readonly<Record<string, string>> = {},
): Context {
  return openContext(
    cardIssuerConfig({
      NODE_ENV: 'test',
      CAMPUS_LOG_LEVEL: 'silent',
      CAMPUS_PUBLIC_URL: publicUrl,
      CAMPUS_ISSUER: issuerUrl,
      CAMPUS_CLIENT_ID: 'card-issuer',
      CAMPUS_CLIENT_SECRET: randomToken(),
      CAMPUS_SESSION_SECRET: randomToken(),
      DATABASE_URL: database.url('card-issuer'),
      ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
      ...more,
    }),
  );
}

/** The card a person was given last. */
export async function latestCardOf(database: FreshDatabase, personId: string) {
  const { rows } = await database.admin.raw<{
    rows: { id: string; number: string; state: string; version: string }[];
  }>('select id, number, state, version from directory.cards where person_id = ? order by created_at desc limit 1', [
    personId,
  ]);
  return rows[0]!;
}

/** What is read on a page, without tags and with plain spaces. */
export function textOf(answer: { text: string }): string {
  return answer.text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
}

/** A context in which somebody is signed in already; the sign-in itself is walked in test/journeys. */
export function openContextFor(database: FreshDatabase, visitor: () => StaffMember): Context {
  const staff = {
    addTo: () => undefined,
    current: async () => visitor(),
    signedIn: async () => visitor(),
    signedInRecently: async () => visitor(),
  };
  return { ...openTestContext(database, 'http://issuer.test'), staff };
}
