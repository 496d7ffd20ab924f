import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Pool } from 'undici';
import { freePort } from '../setup/free-port.ts';
import { type Application, scope } from './code-flow.ts';
import { type MeasuredProcess, startMeasured } from './measured-process.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The same for every instance on one database. */
export type IdentitySecrets = { readonly keyEncryptionKey: string; readonly operatorSecret: string };

/** An application wherever it is known; without grant types it may redeem codes and nothing else. */
export type KnownApplication = Omit<Application, 'issuer' | 'connections'> & {
  readonly grantTypes?: readonly string[];
};

/** What programs ask tokens for: one of our own APIs, as the identity provider is told where it is. */
export const apiScope = 'people.read';
export const apiAudience = 'http://localhost:4010';

export type IdentityServer = { readonly issuer: string; readonly process: MeasuredProcess };

export function drawIdentitySecrets(): IdentitySecrets {
  return {
    keyEncryptionKey: randomBytes(32).toString('base64url'),
    operatorSecret: randomBytes(32).toString('base64url'),
  };
}

/** Our identity provider as it is started everywhere else, with every limit and every check in place. */
export async function startIdentityServer(options: {
  databaseUrl: string;
  redisUrl: string;
  secrets: IdentitySecrets;
  folder: string;
  /** What this instance is told besides. */
  environment?: Readonly<Record<string, string>>;
}): Promise<IdentityServer> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const started = await startMeasured({
    entry: path.join(root, 'services/identity-provider/src/main.ts'),
    environment: {
      NODE_ENV: 'development',
      CAMPUS_HOST: '127.0.0.1',
      CAMPUS_PORT: String(port),
      CAMPUS_METRICS_PORT: String(await freePort()),
      CAMPUS_ISSUER: issuer,
      CAMPUS_LOG_LEVEL: 'info',
      CAMPUS_REGISTRAR_URL: apiAudience,
      DATABASE_URL: options.databaseUrl,
      REDIS_URL: options.redisUrl,
      KEY_ENCRYPTION_KEY: options.secrets.keyEncryptionKey,
      OPERATOR_CLIENT_SECRET: options.secrets.operatorSecret,
      ...options.environment,
    },
    logFile: path.join(options.folder, `identity-provider-${port}.log`),
    readyUrl: `${issuer}/readyz`,
  });
  return { issuer, process: started };
}

/** `claims` is what the userinfo endpoint says of everybody, besides `sub`. */
export async function startBareProvider(options: {
  readonly applications: readonly KnownApplication[];
  readonly claims: Readonly<Record<string, unknown>>;
  readonly folder: string;
}): Promise<IdentityServer> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const started = await startMeasured({
    entry: path.join(import.meta.dirname, 'rivals/bare-oidc-provider.ts'),
    environment: {
      NODE_ENV: 'development',
      BENCH_PORT: String(port),
      BENCH_ISSUER: issuer,
      BENCH_CLIENTS: JSON.stringify(options.applications.map(asRegistered)),
      BENCH_CLAIMS: JSON.stringify(options.claims),
      BENCH_API_SCOPE: apiScope,
      BENCH_API_AUDIENCE: apiAudience,
    },
    logFile: path.join(options.folder, 'bare-oidc-provider.log'),
    readyUrl: `${issuer}/.well-known/openid-configuration`,
  });
  return { issuer, process: started };
}

function asRegistered({ clientId, clientSecret, redirectUri, grantTypes }: KnownApplication) {
  return {
    client_id: clientId,
    ...(clientSecret === '' ? { token_endpoint_auth_method: 'none' } : { client_secret: clientSecret }),
    redirect_uris: [redirectUri],
    ...(grantTypes ? { grant_types: [...grantTypes] } : {}),
    scope,
  };
}

/** The same application at another provider or another instance. */
export function applicationAt(issuer: string, known: KnownApplication): Application {
  return { ...known, issuer, connections: new Pool(issuer, { pipelining: 1 }) };
}
