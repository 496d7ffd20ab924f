import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { connect, type Db, type EmbeddedServer, startEmbeddedServer } from '@onecampus/database';
import { prepareDatabase, serviceUrl } from '@onecampus/roles';
import pg from 'pg';
import { freePort } from '../../setup/free-port.ts';
import { createDatabase, databasePasswords, type FreshDatabase } from '../../support/databases.ts';
import { until } from '../until.ts';
import { type Line, startLine } from './line.ts';

const run = promisify(execFile);

/** A primary and a standby that has every acknowledged commit, behind one address. */
export interface PostgresPair extends FreshDatabase {
  /** Ends the primary as a crash does and starts it again. */
  crash(): Promise<void>;
  /** Every process of the primary stands still for so long. */
  freeze(ms: number): Promise<void>;
  /** The primary dies for good and the standby becomes the primary. @returns what gives it a standby of its own. */
  failOver(): Promise<() => Promise<void>>;
}

const password = 'faults';
const start_attempts_max = 20;
const pause_between_attempts_ms = 250;
/** Durable, as in production: what is acknowledged must be there after a kill. */
const settings = { shared_buffers: '64MB', wal_keep_size: '256MB', max_wal_senders: '4' };

interface Member {
  readonly folder: string;
  readonly port: number;
  server: EmbeddedServer;
}

/**
 * Streaming replication with what the embedded server brings: the standby begins as a copy of the primary's files, taken
 * between pg_backup_start and pg_backup_stop (PostgreSQL manual §25.3.4), for the package has no pg_basebackup.
 */
export async function startPostgresPair(folder: string): Promise<PostgresPair> {
  let made = 0;
  const member = async (): Promise<Omit<Member, 'server'>> => {
    made += 1;
    return { folder: path.join(folder, `postgres-${made}`), port: await freePort() };
  };
  const start = async (one: Omit<Member, 'server'>): Promise<EmbeddedServer> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await startEmbeddedServer({ ...one, password, settings });
      } catch (error) {
        // Backends of the killed server hold its shared memory for a moment.
        if (attempt === start_attempts_max) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause_between_attempts_ms));
      }
    }
  };
  const first = await member();
  let primary: Member = { ...first, server: await start(first) };
  const database = await createDatabase(primary.server.url, 'faults');
  await prepareDatabase(database, databasePasswords);
  const line: Line = await startLine(primary.port);
  let standby = await standbyOf(primary, await member(), start);

  const lineUrl = new URL(database);
  lineUrl.port = String(line.port);
  const url = lineUrl.href;
  const pools: Db[] = [];
  const open = (at: string) => {
    const pool = connect({ url: at, applicationName: 'faults' });
    pools.push(pool);
    return pool;
  };
  const urlOf: FreshDatabase['url'] = (service) => serviceUrl(url, service, databasePasswords[service]);
  return {
    admin: open(url),
    adminUrl: url,
    url: urlOf,
    as: (service) => open(urlOf(service)),
    drop: async () => {
      await Promise.all(pools.map((pool) => pool.destroy()));
      await line.close();
      await Promise.all([primary.server.stop(), standby.server.stop()]);
    },
    crash: async () => {
      await killAll(primary);
      primary.server = await start(primary);
    },
    freeze: async (ms) => {
      const frozen = [primary.server.pid, ...(await childrenOf(primary.server.pid))];
      for (const pid of frozen) signal(pid, 'SIGSTOP');
      await new Promise((resolve) => setTimeout(resolve, ms));
      for (const pid of frozen.reverse()) signal(pid, 'SIGCONT');
    },
    failOver: async () => {
      // First nobody reaches the old one any more: an acknowledgement that it still gave would be of a server that is gone.
      line.cut();
      await killAll(primary);
      await ask(standby.server.url, 'select pg_promote(true, 30)');
      const old = primary;
      primary = standby;
      line.leadTo(primary.port);
      return async () => {
        standby = await standbyOf(primary, await member(), start);
        await rm(old.folder, { recursive: true, force: true });
      };
    },
  };
}

async function standbyOf(
  primary: Member,
  place: Omit<Member, 'server'>,
  start: (one: Omit<Member, 'server'>) => Promise<EmbeddedServer>,
): Promise<Member> {
  await mkdir(place.folder, { recursive: true });
  const [from, to] = [path.join(primary.folder, 'data'), path.join(place.folder, 'data')];
  const client = new pg.Client({ connectionString: primary.server.url });
  await client.connect();
  // Until the standby is there, nobody waits for one.
  await client.query(`alter system reset synchronous_standby_names`);
  await client.query('select pg_reload_conf()');
  await client.query(`select pg_backup_start('standby', true)`);
  // Files change and go while they are read, and cp complains of that; the log makes them whole.
  await run('cp', ['-a', from, to]).catch(() => undefined);
  const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(false)');
  await rm(path.join(to, 'postmaster.pid'), { force: true });
  await writeFile(path.join(to, 'backup_label'), rows[0]!.labelfile);
  await writeFile(path.join(to, 'standby.signal'), '');
  await writeFile(
    path.join(to, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=127.0.0.1 port=${primary.port} user=postgres password=${password} application_name=standby'\n`,
  );
  const server = await start(place);
  await until(async () => {
    const found = await client.query(`select from pg_stat_replication where state = 'streaming'`);
    return found.rowCount === 1;
  }, 'a standby that follows');
  // From here on a commit is acknowledged when the standby has it too.
  await client.query(`alter system set synchronous_standby_names = '*'`);
  await client.query('select pg_reload_conf()');
  await client.end();
  return { ...place, server };
}

/** As when the machine dies: no backend lives on to finish what it was at. */
async function killAll({ server }: Member): Promise<void> {
  const backends = await childrenOf(server.pid);
  for (const pid of [server.pid, ...backends]) signal(pid, 'SIGKILL');
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await run('ps', ['--ppid', String(pid), '-o', 'pid=']).catch(() => ({ stdout: '' }));
  return stdout.split('\n').map(Number).filter(Boolean);
}

function signal(pid: number, what: NodeJS.Signals): void {
  try {
    process.kill(pid, what);
  } catch {
    // It has ended by itself meanwhile.
  }
}
