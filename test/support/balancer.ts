import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Balancer {
  readonly port: number;
  /** How many requests each instance was given, by its port. */
  readonly counts: ReadonlyMap<number, number>;
  /** Changes where requests go from now on. */
  point(instances: readonly number[]): void;
  stop(): Promise<void>;
}

/** A tiny reverse proxy that hands each request to the next instance in turn, so that none can keep a thing to itself. */
export async function startBalancer(port: number): Promise<Balancer> {
  let instances: readonly number[] = [];
  let turn = 0;
  const counts = new Map<number, number>();
  const server: Server = createServer((incoming, outgoing) => {
    const target = instances[turn++ % Math.max(1, instances.length)];
    if (target === undefined) return void outgoing.writeHead(503, { 'retry-after': '1' }).end();
    counts.set(target, (counts.get(target) ?? 0) + 1);
    const onward = request({ host: '127.0.0.1', port: target, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    onward.on('error', () => {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502, { 'retry-after': '1' }).end();
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    counts,
    point: (ports) => {
      instances = ports;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
