import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedServer } from '../../../packages/database/src/index.ts';
import { type DatabaseService, databaseServices, prepareDatabase, serviceUrl } from '../../roles/src/index.ts';

export interface MigratedDatabase {
  readonly adminUrl: string;
  url(service: string): string | undefined;
}

/** Starts a throw-away server with everything migrated, and stops it again whatever happens. */
export async function withMigratedDatabase(work: (database: MigratedDatabase) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'onecampus-reference-'));
  const server = await startEmbeddedServer({
    folder,
    port: await freePort(),
    password: 'reference',
    settings: { fsync: 'off', synchronous_commit: 'off', shared_buffers: '64MB' },
  });
  try {
    const passwords = Object.fromEntries(databaseServices.map((name) => [name, 'reference'])) as Record<
      DatabaseService,
      string
    >;
    await prepareDatabase(server.url, passwords);
    await work({
      adminUrl: server.url,
      url: (name) => {
        const service = databaseServices.find((one) => one === name);
        return service && serviceUrl(server.url, service, passwords[service]);
      },
    });
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
