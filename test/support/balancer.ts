import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Balancer {
  readonly port: number;
  /** How many requests each instance was given, by its port. */
  readonly counts: ReadonlyMap<number, number>;
  /** Changes where requests go from now on. */
  point(instances: readonly number[]): void;
  stop(): Promise<void>;
}

const probe_every_ms = 50;
const probe_timeout_ms = 1_000;

/**
 * A tiny reverse proxy that hands each request to the next instance in turn, so that none can keep a thing to itself. Like
 * a real one it passes over instances whose `/readyz` says no, and asks the next one where a connection was refused; a
 * request that may have been read is sent again only if it changes nothing.
 */
export async function startBalancer(port: number): Promise<Balancer> {
  let instances: readonly number[] = [];
  let turn = 0;
  const counts = new Map<number, number>();
  const notReady = new Set<number>();

  const pick = (tried: ReadonlySet<number>): number | undefined => {
    const untried = instances.filter((one) => !tried.has(one));
    const able = untried.filter((one) => !notReady.has(one));
    const among = able.length > 0 ? able : untried;
    return among[turn++ % Math.max(1, among.length)];
  };

  const pass = (incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer, tried = new Set<number>()) => {
    const target = pick(tried);
    if (target === undefined) return void outgoing.writeHead(503, { 'retry-after': '1' }).end();
    counts.set(target, (counts.get(target) ?? 0) + 1);
    const onward = request(
      {
        host: '127.0.0.1',
        port: target,
        method: incoming.method,
        path: incoming.url,
        headers: incoming.headers,
        agent: false,
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, withoutHopByHop(answer.rawHeaders));
        answer.pipe(outgoing);
        answer.on('error', () => outgoing.destroy());
      },
    );
    onward.on('error', (error: NodeJS.ErrnoException) => {
      if (outgoing.headersSent) return void outgoing.destroy();
      const never = error.code === 'ECONNREFUSED';
      if (never || changesNothing(incoming)) return pass(incoming, outgoing, body, new Set([...tried, target]));
      outgoing.writeHead(502, { 'retry-after': '1' }).end();
    });
    onward.end(body);
  };

  const server: Server = createServer(async (incoming, outgoing) => {
    const pieces: Buffer[] = [];
    try {
      for await (const piece of incoming) pieces.push(piece as Buffer);
    } catch {
      return;
    }
    pass(incoming, outgoing, Buffer.concat(pieces));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const probing = setInterval(() => {
    for (const one of instances) {
      fetch(`http://127.0.0.1:${one}/readyz`, { signal: AbortSignal.timeout(probe_timeout_ms) }).then(
        (answer) => void (answer.ok ? notReady.delete(one) : notReady.add(one)),
        () => void notReady.add(one),
      );
    }
  }, probe_every_ms);
  return {
    port: (server.address() as AddressInfo).port,
    counts,
    point: (ports) => {
      instances = ports;
    },
    stop: () =>
      new Promise((resolve) => {
        clearInterval(probing);
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function changesNothing({ method, url }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD' || url === '/access/v1/evaluation';
}

/** The answer's own connection is not the visitor's (RFC 9110 §7.6.1). */
function withoutHopByHop(raw: readonly string[]): string[] {
  return raw.filter((_, index) => !/^(connection|keep-alive)$/i.test(raw[index - (index % 2)]!));
}
