import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MigratedDatabase } from './migrated-database.ts';
import { freePort } from './migrated-database.ts';
import type { Service } from './services.ts';

const start_timeout_ms = 120_000;

/** Starts each service that describes its API and keeps what it says at /openapi.json. */
export async function openapiPages(
  services: readonly Service[],
  database: MigratedDatabase,
): Promise<[name: string, text: string][]> {
  return Promise.all(
    services
      .filter((service) => service.servesOpenapi)
      .map(async (service): Promise<[string, string]> => {
        const description = await describe(service, database.url(service.name));
        return [`openapi/${service.name}.json`, `${JSON.stringify(description, null, 2)}\n`];
      }),
  );
}

async function describe(service: Service, databaseUrl: string | undefined): Promise<unknown> {
  const port = await freePort();
  const environment = {
    ...placeholders(service),
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    CAMPUS_PORT: String(port),
    CAMPUS_METRICS_PORT: String(await freePort()),
    CAMPUS_LOG_LEVEL: 'error',
  };
  // Whatever the service keeps in files, it keeps below its working folder.
  const cwd = await mkdtemp(path.join(tmpdir(), 'onecampus-openapi-'));
  const child = spawn(process.execPath, [path.join(service.folder, 'src/main.ts')], { cwd, env: environment });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  try {
    const deadline = Date.now() + start_timeout_ms;
    while (Date.now() < deadline && child.exitCode === null) {
      const answer = await fetch(`http://127.0.0.1:${port}/openapi.json`).catch(() => undefined);
      if (answer?.ok) return await answer.json();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`services/${service.name} did not describe its API:\n${said}`);
  } finally {
    child.kill('SIGTERM');
    await ended;
    await rm(cwd, { recursive: true, force: true });
  }
}

/** Something acceptable for each setting that has no default; nothing is signed or sent with it. */
function placeholders(service: Service): Record<string, string> {
  const candidates = [
    'reference',
    'http://localhost:4000',
    randomBytes(32).toString('base64url'),
    'postgres://nobody@127.0.0.1:1/none',
    randomUUID(),
    JSON.stringify(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })),
  ];
  const chosen: Record<string, string> = {};
  for (const [name, schema] of Object.entries(service.settings)) {
    if (schema.safeParse(undefined).success) continue;
    const fitting = candidates.find((value) => schema.safeParse(value).success);
    if (fitting === undefined) throw new Error(`services/${service.name}: no placeholder fits ${name}`);
    chosen[name] = fitting;
  }
  return chosen;
}
