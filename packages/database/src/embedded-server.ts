import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { embeddedBinaries } from './embedded-binaries.ts';
import { runAs, unprivilegedUser } from './unprivileged-user.ts';

export interface EmbeddedServerOptions {
  /** Everything the server keeps: `<folder>/data`, its log and its administrator's password. */
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  /** Additional `-c name=value` settings. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedServer {
  readonly url: string;
  readonly pid: number;
  /** True where a server was found running on this data (its starter was killed) and was taken over. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

const start_timeout_ms = 30_000;
const stop_timeout_ms = 20_000;

/**
 * A real Postgres out of registry packages, for a local start and for tests; not for production.
 *
 * It runs apart from our process group, so that Ctrl-C at a terminal reaches us first and the services can drain before
 * their database goes. For the same reason it outlives a starter that was killed; the next start adopts it.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const dataFolder = path.join(options.folder, 'data');
  const url = `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/postgres`;
  const running = await runningServer(dataFolder);
  if (running && running.port === options.port && (await answers(url))) {
    return { url, pid: running.pid, adopted: true, stop: () => stop(running.pid, dataFolder) };
  }
  if (running) await stop(running.pid, dataFolder);
  const user = await unprivilegedUser(options.folder);
  await mkdir(options.folder, { recursive: true });
  if (!existsSync(path.join(dataFolder, 'PG_VERSION'))) await initialise(dataFolder, options, user);

  const log = openSync(path.join(options.folder, 'postgres.log'), 'a');
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    log_min_messages: 'warning',
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, args] = runAs(user, (await embeddedBinaries()).postgres, [
    '-D',
    dataFolder,
    '-p',
    String(options.port),
    ...flags,
  ]);
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log], ...user.ids });
  const failed = new Promise<never>((_, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`The embedded Postgres ended at start with code ${code}; see ${options.folder}/postgres.log`)),
    );
    child.once('error', reject);
  });
  failed.catch(() => undefined);
  await Promise.race([untilAnswering(url), failed]);
  child.unref();
  const pid = child.pid!;
  return { url, pid, adopted: false, stop: () => stop(pid, dataFolder) };
}

async function initialise(
  dataFolder: string,
  options: EmbeddedServerOptions,
  user: Awaited<ReturnType<typeof unprivilegedUser>>,
) {
  // A folder without PG_VERSION is the rest of an initdb that was cut short.
  await rm(dataFolder, { recursive: true, force: true });
  const passwordFile = path.join(options.folder, '.initial-password');
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
  await user.own(options.folder, passwordFile);
  // Never LC_CTYPE=C: pg_trgm then ignores every Cyrillic letter.
  const [command, args] = runAs(user, (await embeddedBinaries()).initdb, [
    '-D',
    dataFolder,
    '-U',
    'postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '-E',
    'UTF8',
    '--locale-provider=icu',
    '--icu-locale=und',
    '--locale=C.UTF-8',
    '--data-checksums',
    ...(options.settings?.['fsync'] === 'off' ? ['--no-sync'] : []),
  ]);
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], ...user.ids });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
  await rm(passwordFile, { force: true });
  if (code !== 0) throw new Error(`initdb failed with code ${code}: ${said.trim()}`);
}

/** The server that postmaster.pid speaks of, if its process lives. Line 1 is the pid, line 4 the port (PostgreSQL, pidfile.h). */
async function runningServer(dataFolder: string): Promise<{ pid: number; port: number } | undefined> {
  const text = await readFile(path.join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !alive(pid)) return undefined;
  // A pid may have been given to another program since; only a postgres is ours.
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'postgres');
  return command.includes('postgres') ? { pid, port: Number(lines[3]) } : undefined;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function untilAnswering(url: string): Promise<void> {
  const deadline = Date.now() + start_timeout_ms;
  while (Date.now() < deadline) {
    if (await answers(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The embedded Postgres did not answer within ${start_timeout_ms} ms`);
}

/** SIGINT is Postgres's fast shutdown: sessions are ended, everything is written. */
async function stop(pid: number, dataFolder: string): Promise<void> {
  if (alive(pid)) process.kill(pid, 'SIGINT');
  const deadline = Date.now() + stop_timeout_ms;
  while (alive(pid) && existsSync(path.join(dataFolder, 'postmaster.pid'))) {
    if (Date.now() > deadline)
      throw new Error(`The embedded Postgres (process ${pid}) did not stop within ${stop_timeout_ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
