import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { Pool } from 'undici';
import { freePort } from '../setup/free-port.ts';
import { type Application, scope } from './code-flow.ts';
import { type MeasuredProcess, startMeasured } from './measured-process.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The same for every instance on one database. */
export type IdentitySecrets = { readonly keyEncryptionKey: string; readonly operatorSecret: string };

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
      DATABASE_URL: options.databaseUrl,
      REDIS_URL: options.redisUrl,
      KEY_ENCRYPTION_KEY: options.secrets.keyEncryptionKey,
      OPERATOR_CLIENT_SECRET: options.secrets.operatorSecret,
    },
    logFile: path.join(options.folder, `identity-provider-${port}.log`),
    readyUrl: `${issuer}/readyz`,
  });
  return { issuer, process: started };
}

export async function startBareProvider(application: Application, folder: string): Promise<IdentityServer> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const started = await startMeasured({
    entry: path.join(import.meta.dirname, 'rivals/bare-oidc-provider.ts'),
    environment: {
      NODE_ENV: 'development',
      BENCH_PORT: String(port),
      BENCH_ISSUER: issuer,
      BENCH_CLIENT_ID: application.clientId,
      BENCH_CLIENT_SECRET: application.clientSecret,
      BENCH_REDIRECT_URI: application.redirectUri,
      BENCH_SCOPE: scope,
    },
    logFile: path.join(folder, 'bare-oidc-provider.log'),
    readyUrl: `${issuer}/.well-known/openid-configuration`,
  });
  return { issuer, process: started };
}

/** The same application at another provider or another instance. */
export function applicationAt(issuer: string, known: Omit<Application, 'issuer' | 'connections'>): Application {
  return { ...known, issuer, connections: new Pool(issuer, { pipelining: 1 }) };
}
