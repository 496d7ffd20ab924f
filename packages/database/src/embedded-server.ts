import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
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
/** Above every pid that Linux or macOS gives out. */
const pid_of_nobody = 2_147_483_646;

/**
 * A real Postgres out of registry packages, for a local start and for tests; not for production.
 *
 * It runs apart from our process group, so that Ctrl-C at a terminal reaches us first and the services can drain before
 * their database goes. For the same reason it outlives a starter that was killed; the next start adopts it.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  // Absolute, because a running server is recognised by the folder on its command line.
  const dataFolder = path.resolve(options.folder, 'data');
  const url = `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/postgres`;
  const running = await runningServer(dataFolder);
  if (running && running.port === options.port && (await answers(url))) {
    return { url, pid: running.pid, adopted: true, stop: () => stop(running.pid, dataFolder) };
  }
  if (running) await stop(running.pid, dataFolder);
  else await disownStranger(dataFolder);
  await mkdir(options.folder, { recursive: true });
  const user = await unprivilegedUser(options.folder);
  if (!existsSync(dataFolder)) await initialise(dataFolder, options, user);

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
  let failure: Error | undefined;
  child.once('exit', (code) => {
    failure = new Error(`The embedded Postgres ended at start with code ${code}; see ${options.folder}/postgres.log`);
  });
  child.once('error', (error) => {
    failure = error;
  });
  await untilAnswering(url, () => failure);
  child.unref();
  const pid = child.pid!;
  return { url, pid, adopted: false, stop: () => stop(pid, dataFolder) };
}

async function initialise(
  dataFolder: string,
  options: EmbeddedServerOptions,
  user: Awaited<ReturnType<typeof unprivilegedUser>>,
) {
  // The data folder comes into being complete, by a rename: whatever an initdb that was cut short has left stands elsewhere.
  const unfinished = `${dataFolder}.unfinished-${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  const passwordFile = path.join(options.folder, '.initial-password');
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
  await user.own(options.folder, passwordFile);
  // Never LC_CTYPE=C: pg_trgm then ignores every Cyrillic letter.
  const [command, args] = runAs(user, (await embeddedBinaries()).initdb, [
    '-D',
    unfinished,
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
  await rename(unfinished, dataFolder);
  for (const name of await readdir(options.folder)) {
    if (name.startsWith(`${path.basename(dataFolder)}.unfinished-`))
      await rm(path.join(options.folder, name), { recursive: true, force: true });
  }
}

/** What postmaster.pid says: line 1 is the pid, line 4 the port (PostgreSQL, pidfile.h). */
async function readPidFile(dataFolder: string): Promise<{ pid: number; port: number; lines: string[] } | undefined> {
  const text = await readFile(path.join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return Number.isInteger(pid) && pid > 0 ? { pid, port: Number(lines[3]), lines } : undefined;
}

/** The server on this data, if its process lives: a pid may have been given to another program since, even to another Postgres. */
async function runningServer(dataFolder: string): Promise<{ pid: number; port: number } | undefined> {
  const found = await readPidFile(dataFolder);
  if (!found || !alive(found.pid)) return undefined;
  const command = await readFile(`/proc/${found.pid}/cmdline`, 'utf8').catch(() => dataFolder);
  return command.split('\0').includes(dataFolder) ? found : undefined;
}

/**
 * Postgres does not start while the process that its pid file names lives, whatever that process is. Where it is a stranger
 * we name nobody instead; the other lines stay, for by them Postgres still finds children of the old server at work.
 */
async function disownStranger(dataFolder: string): Promise<void> {
  const found = await readPidFile(dataFolder);
  if (!found || !alive(found.pid)) return;
  await writeFile(path.join(dataFolder, 'postmaster.pid'), [pid_of_nobody, ...found.lines.slice(1)].join('\n'));
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

async function untilAnswering(url: string, failure: () => Error | undefined): Promise<void> {
  const deadline = Date.now() + start_timeout_ms;
  while (Date.now() < deadline) {
    const failed = failure();
    if (failed) throw failed;
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
