import path from 'node:path';
import { connect, type Db, type EmbeddedServer, startEmbeddedServer } from '@onecampus/database';
import { prepareDatabase, serviceUrl } from '@onecampus/roles';
import { freePort } from '../setup/free-port.ts';
import { createDatabase, databasePasswords, type FreshDatabase } from '../support/databases.ts';

export interface OwnDatabase extends FreshDatabase {
  /** Ends the server as a crash does (SIGKILL, nothing written down) and starts it again. */
  crash(): Promise<void>;
  /** Stops it as an administrator does, which cuts every connection, and starts it again. */
  restart(): Promise<void>;
  /** Starts it again if it has ended by itself. */
  revive(): Promise<void>;
}

const start_attempts_max = 20;
const pause_between_attempts_ms = 250;

/** A Postgres of this campaign alone, with its real durability, so that it may be killed. */
export async function startOwnDatabase(folder: string): Promise<OwnDatabase> {
  const options = { folder: path.join(folder, 'postgres'), port: await freePort(), password: 'faults' };
  let server = await startEmbeddedServer(options);
  const url = await createDatabase(server.url, 'faults');
  await prepareDatabase(url, databasePasswords);
  const pools: Db[] = [];
  const open = (at: string) => {
    const pool = connect({ url: at, applicationName: 'faults' });
    pools.push(pool);
    return pool;
  };
  const startAgain = async (): Promise<EmbeddedServer> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await startEmbeddedServer(options);
      } catch (error) {
        // Backends of the killed server hold its shared memory for a moment.
        if (attempt === start_attempts_max) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause_between_attempts_ms));
      }
    }
  };
  const urlOf: FreshDatabase['url'] = (service) => serviceUrl(url, service, databasePasswords[service]);
  return {
    admin: open(url),
    adminUrl: url,
    url: urlOf,
    as: (service) => open(urlOf(service)),
    drop: async () => {
      await Promise.all(pools.map((pool) => pool.destroy()));
      await server.stop();
    },
    crash: async () => {
      process.kill(server.pid, 'SIGKILL');
      server = await startAgain();
    },
    revive: async () => {
      if (!isRunning(server.pid)) server = await startAgain();
    },
    restart: async () => {
      await server.stop();
      server = await startAgain();
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
