import type { AddressInfo } from 'node:net';
import { connect, createServer } from 'node:net';

export interface CountingProxy {
  readonly port: number;
  /** What was asked since the last call, and how often: statements of Postgres, commands of Redis. */
  take(): ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

/** Cuts what a client sends into messages and names those that wait for an answer. */
type Reader = (onAsked: (what: string) => void) => (chunk: Buffer) => void;

/**
 * Passes a connection on and counts what a client asks on the way: each is one round trip to the store. The service's own
 * counters would count what the service means to do; this counts what it does.
 */
export async function startCountingProxy(target: URL, reader: Reader): Promise<CountingProxy> {
  let asked = new Map<string, number>();
  const server = createServer((client) => {
    const onward = connect(Number(target.port), target.hostname);
    const read = reader((what) => asked.set(what, (asked.get(what) ?? 0) + 1));
    client.on('data', read);
    client.pipe(onward).pipe(client);
    for (const [one, other] of [
      [client, onward],
      [onward, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    take: () => {
      const taken = asked;
      asked = new Map();
      return taken;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/**
 * PostgreSQL's frontend messages: a type byte and a length, but for the first one, which has no type byte. The server
 * answers at each simple query (Q) and each sync (S), which closes what a prepared or parametrised statement sends
 * (PostgreSQL documentation, "Message Flow").
 */
export const postgresStatements: Reader = (onAsked) => {
  let rest: Buffer = Buffer.alloc(0);
  let started = false;
  let statement = '';
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = started ? 5 : 4;
      if (rest.length < head) return;
      const size = rest.readUInt32BE(head - 4) + head - 4;
      if (rest.length < size) return;
      const type = started ? String.fromCharCode(rest[0]!) : '';
      const body = rest.subarray(head, size);
      started = true;
      rest = rest.subarray(size);
      if (type === 'P') statement = body.subarray(body.indexOf(0) + 1, body.indexOf(0, body.indexOf(0) + 1)).toString();
      if (type === 'Q') onAsked(oneLine(body.subarray(0, -1).toString()));
      if (type === 'S') onAsked(oneLine(statement));
    }
  };
};

/** Redis commands as arrays of bulk strings (RESP): `*2\r\n$3\r\nGET\r\n$1\r\nk\r\n`. */
export const redisCommands: Reader = (onAsked) => {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (let command = firstCommand(rest); command; command = firstCommand(rest)) {
      rest = rest.subarray(command.size);
      onAsked(command.name);
    }
  };
};

function firstCommand(bytes: Buffer): { name: string; size: number } | undefined {
  let at = 0;
  const number = (): number | undefined => {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const value = Number(bytes.subarray(at + 1, end).toString());
    at = end + 2;
    return value;
  };
  const words = number();
  if (words === undefined) return undefined;
  let name = '';
  for (let word = 0; word < words; word += 1) {
    const size = number();
    if (size === undefined || bytes.length < at + size + 2) return undefined;
    if (word === 0)
      name = bytes
        .subarray(at, at + size)
        .toString()
        .toLowerCase();
    at += size + 2;
  }
  return { name, size: at };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
