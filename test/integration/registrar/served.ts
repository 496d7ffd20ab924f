import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StaffMember } from '@onecampus/http';
import { buildApp } from '@onecampus/registrar/app';
import { registrarConfig } from '@onecampus/registrar/config';
import { type Context, openContext } from '@onecampus/registrar/context';
import { randomToken } from '@onecampus/runtime';
import { generateSigningKey, type Scope, signAccessToken } from '@onecampus/tokens';
import type { FreshDatabase } from '../../support/databases.ts';

const publicUrl = 'http://registrar.test';

export interface Served {
  readonly context: Context;
  readonly app: ReturnType<typeof buildApp>;
  /** `Bearer …` of a program with these scopes. */
  authorization(...scope: Scope[]): Promise<string>;
  /** The same of a program to which this person has signed in. */
  authorizationOf(person: string, ...scope: Scope[]): Promise<string>;
  /** Who is signed in at the pages; the sign-in itself is walked in test/journeys. */
  visitor: StaffMember | undefined;
  close(): Promise<void>;
}

/** The registrar as a process would build it, with an issuer that serves its public keys as the identity provider does. */
export async function serveRegistrar(database: FreshDatabase, settings: Record<string, string> = {}): Promise<Served> {
  const { privateJwk, publicJwk } = await generateSigningKey('ES256', 'test-key');
  const jwks = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [publicJwk] })),
  );
  await new Promise<void>((resolve) => jwks.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(jwks.address() as AddressInfo).port}`;
  const opened = openContext(
    registrarConfig({
      NODE_ENV: 'test',
      CAMPUS_LOG_LEVEL: 'silent',
      CAMPUS_PUBLIC_URL: publicUrl,
      CAMPUS_ISSUER: issuer,
      CAMPUS_CLIENT_ID: 'registrar',
      CAMPUS_CLIENT_SECRET: randomToken(),
      CAMPUS_SESSION_SECRET: randomToken(),
      CAMPUS_NATIONAL_NUMBER_KEY: randomToken(),
      CAMPUS_DATA_KEY: randomToken(),
      CAMPUS_AUDIT_KEY: randomToken(),
      CAMPUS_EVENTS_KEY: randomToken(),
      DATABASE_URL: database.url('registrar'),
      ...settings,
    }),
  );
  const served: Served = {
    context: {
      ...opened,
      staff: {
        addTo: () => undefined,
        current: async () => served.visitor,
        signedIn: async () => served.visitor ?? { redirect: '/sign-in' },
        signedInRecently: async () => served.visitor ?? { redirect: '/sign-in?again=yes' },
      },
    },
    get app() {
      return app;
    },
    authorization: (...scope) => served.authorizationOf('sis', ...scope),
    authorizationOf: async (sub, ...scope) =>
      `Bearer ${await signAccessToken(
        { issuer, audience: publicUrl, sub, clientId: 'sis', scope, jti: randomToken(), lifetimeSeconds: 300 },
        privateJwk,
        new Date(),
      )}`,
    visitor: undefined,
    close: async () => {
      await opened.close();
      jwks.closeAllConnections();
      await new Promise((resolve) => jwks.close(resolve));
    },
  };
  const app = buildApp(served.context);
  return served;
}
