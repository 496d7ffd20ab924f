import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { StartableName } from './options.ts';

export type PortName = StartableName | 'postgres';

const defaults: Readonly<Record<PortName, number>> = {
  'identity-provider': 4000,
  registrar: 4010,
  'card-issuer': 4020,
  'access-checker': 4030,
  'gate-terminal': 4040,
  'sample-lms-a': 4050,
  'sample-lms-b': 4051,
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

/** One sentence for the first port that somebody else holds, or nothing. */
export async function takenPort(wanted: readonly { name: PortName; port: number }[]): Promise<string | undefined> {
  for (const { name, port } of wanted) {
    if (await isFree(port)) continue;
    const holder = await holderOf(port);
    return `Port ${port}, wanted for ${name}, is taken by ${holder}; end that process or set ${portSetting(name)} to another port.`;
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
async function holderOf(port: number): Promise<string> {
  try {
    const inode = await listeningInode(port);
    for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
      const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
      for (const file of files) {
        if ((await readlink(`/proc/${pid}/fd/${file}`).catch(() => '')) !== `socket:[${inode}]`) continue;
        const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').filter((part) => part !== '');
        return `process ${pid} (${command.slice(0, 3).join(' ')})`;
      }
    }
  } catch {
    // Not Linux, or not ours to see.
  }
  return 'another process';
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
