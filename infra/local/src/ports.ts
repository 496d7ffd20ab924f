import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { StartableName } from './options.ts';
import { root } from './places.ts';

export type PortName = StartableName | 'sip2' | 'postgres';

const defaults: Readonly<Record<PortName, number>> = {
  'identity-provider': 4000,
  registrar: 4010,
  'card-issuer': 4020,
  // The card issuer's second door, for library machines.
  sip2: 6001,
  'access-checker': 4030,
  'gate-terminal': 4040,
  'sample-lms-a': 4050,
  'sample-lms-b': 4051,
  'sample-upstream': 4052,
  postgres: 4070,
};

/** `card-issuer` → `CAMPUS_LOCAL_CARD_ISSUER_PORT`. */
export function portSetting(name: PortName): string {
  return `CAMPUS_LOCAL_${name.toUpperCase().replaceAll('-', '_')}_PORT`;
}

export type Ports = Readonly<Record<PortName, number>>;

export function readPorts(environment: Readonly<Record<string, string | undefined>>): Ports {
  const ports = {} as Record<PortName, number>;
  for (const [name, fallback] of Object.entries(defaults) as [PortName, number][]) {
    const text = environment[portSetting(name)];
    const port = text === undefined || text === '' ? fallback : Number(text);
    if (!Number.isInteger(port) || port < 1 || port > 64_535)
      throw new Error(`${portSetting(name)} takes a port number from 1 to 64535.`);
    ports[name] = port;
  }
  return ports;
}

/** How long programs of an earlier start, whose starter was killed, are given to drain and go. */
const leftovers_timeout_ms = 15_000;

/**
 * One sentence for the first port that somebody else holds, or nothing. A program of ours that outlived its starter is on
 * its way out already, and is waited for.
 */
export async function takenPort(wanted: readonly { name: PortName; port: number }[]): Promise<string | undefined> {
  const deadline = Date.now() + leftovers_timeout_ms;
  for (const { name, port } of wanted) {
    while (!(await isFree(port))) {
      const holder = await holderOf(port);
      if (holder?.orphan && holder.command.includes(`${root}/`) && Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        continue;
      }
      const who = holder ? `process ${holder.pid} (${holder.command})` : 'another process';
      return `Port ${port}, wanted for ${name}, is taken by ${who}; end that process or set ${portSetting(name)} to another port.`;
    }
  }
  return undefined;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** The listening process by Linux's /proc: the socket's inode first, then whose file it is. */
async function holderOf(port: number): Promise<{ pid: number; command: string; orphan: boolean } | undefined> {
  const inode = await listeningInode(port);
  const pids = await readdir('/proc').catch(() => []);
  for (const pid of inode === undefined ? [] : pids.filter((name) => /^\d+$/.test(name))) {
    for (const file of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      if ((await readlink(`/proc/${pid}/fd/${file}`).catch(() => '')) !== `socket:[${inode}]`) continue;
      const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))
        .split('\0')
        .filter((part) => part !== '');
      return { pid: Number(pid), command: command.slice(0, 3).join(' '), orphan: !(await hasStarter(pid)) };
    }
  }
  return undefined;
}

/** True while the process that started this one still is a `pnpm start`. */
async function hasStarter(pid: string): Promise<boolean> {
  const parent = /^PPid:\s+(\d+)$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1];
  return (await readFile(`/proc/${parent}/cmdline`, 'utf8').catch(() => '')).includes('start.ts');
}

async function listeningInode(port: number): Promise<string | undefined> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of (await readFile(table, 'utf8').catch(() => '')).split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      // Field 1 is the local address, 3 the state (0A = LISTEN), 9 the inode (proc(5)).
      if (fields[1]?.endsWith(`:${hex}`) && fields[3] === '0A') return fields[9];
    }
  }
  return undefined;
}
