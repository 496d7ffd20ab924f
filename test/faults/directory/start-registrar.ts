import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import path from 'node:path';
import { type Supervised, supervise } from '@onecampus/local-start';
import { generateSigningKey, type Scope, signAccessToken } from '@onecampus/tokens';
import { freePort } from '../../setup/free-port.ts';
import type { OwnDatabase } from '../own-database.ts';

/** A registrar as a process of its own, started again when it dies, behind an issuer that only serves keys. */
export interface RunningRegistrar {
  readonly url: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  pid(): number | undefined;
  token(...scopes: Scope[]): Promise<string>;
  stop(): Promise<void>;
}

const token_lifetime_seconds = 3_600;

export async function startRegistrar(database: OwnDatabase, folder: string): Promise<RunningRegistrar> {
  const { privateJwk, publicJwk } = await generateSigningKey('ES256', 'faults');
  const issuerPort = await freePort();
  const issuer = `http://127.0.0.1:${issuerPort}`;
  const jwks = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [publicJwk] })),
  );
  await new Promise<void>((resolve) => jwks.listen(issuerPort, '127.0.0.1', resolve));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const key = () => randomBytes(32).toString('base64url');
  const settings = {
    NODE_ENV: 'development',
    CAMPUS_HOST: '127.0.0.1',
    CAMPUS_PORT: String(port),
    CAMPUS_METRICS_PORT: String(await freePort()),
    CAMPUS_PUBLIC_URL: url,
    CAMPUS_ISSUER: issuer,
    CAMPUS_CLIENT_ID: 'registrar',
    CAMPUS_CLIENT_SECRET: key(),
    CAMPUS_SESSION_SECRET: key(),
    CAMPUS_NATIONAL_NUMBER_KEY: key(),
    CAMPUS_DATA_KEY: key(),
    CAMPUS_AUDIT_KEY: key(),
    CAMPUS_EVENTS_KEY: key(),
    DATABASE_URL: database.url('registrar'),
  };
  const program = {
    name: 'registrar',
    entry: 'services/registrar/src/main.ts',
    environment: settings,
    readyUrl: `${url}/readyz`,
  };
  const supervised: Supervised = await supervise(program, path.join(folder, 'logs'), () => undefined);
  await supervised.ready;
  return {
    url,
    port,
    settings,
    pid: supervised.pid,
    token: (...scope) =>
      signAccessToken(
        {
          issuer,
          audience: url,
          sub: 'faults',
          clientId: 'faults',
          scope,
          jti: key(),
          lifetimeSeconds: token_lifetime_seconds,
        },
        privateJwk,
        new Date(),
      ),
    stop: async () => {
      await supervised.stop();
      jwks.closeAllConnections();
      await new Promise((resolve) => jwks.close(resolve));
    },
  };
}
