import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** The one address of a server that may move: what a balancer or a floating address is for services. */
export interface Line {
  readonly port: number;
  /** Breaks every connection and refuses new ones until it leads somewhere. */
  cut(): void;
  leadTo(port: number): void;
  close(): Promise<void>;
}

export async function startLine(to: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let target: number | undefined = to;
  const server = createServer((near) => {
    near.on('error', () => undefined);
    if (target === undefined) return void near.resetAndDestroy();
    const far = connect(target, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      target = undefined;
      breakAll();
    },
    leadTo: (port) => {
      target = port;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      breakAll();
      await closed;
    },
  };
}
