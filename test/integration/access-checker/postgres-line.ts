import type { AddressInfo } from 'node:net';
import { connect as connectTo, createServer, type Socket } from 'node:net';

/** A line to Postgres that can be cut and mended: what a service sees when the server, or the network to it, is gone. */
export interface PostgresLine {
  /** The same database, reached through the line. */
  url(databaseUrl: string): string;
  cut(): Promise<void>;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function postgresLine(databaseUrl: string): Promise<PostgresLine> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connectTo(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const listenOn = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stopListening = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listenOn(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: (given) => {
      const url = new URL(given);
      url.host = `127.0.0.1:${port}`;
      return url.href;
    },
    cut: stopListening,
    mend: () => listenOn(port),
    close: async () => {
      if (server.listening) await stopListening();
    },
  };
}
