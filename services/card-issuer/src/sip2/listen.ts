import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { createFramer, type Framed } from '@onecampus/sip2';
import { openSession, type Session, type SipDoorway } from './session.ts';

export interface ListenOptions {
  readonly host: string;
  readonly port?: number | undefined;
  readonly tls?:
    | {
        readonly host: string;
        readonly port: number;
        readonly certificate: string;
        readonly key: string;
        /** Whose client certificates are believed; without one none is asked for. */
        readonly clientCa?: string | undefined;
      }
    | undefined;
  /** In all; one more is closed at once. */
  readonly connections_max: number;
}

export interface ListeningDoor {
  readonly port: number | undefined;
  readonly tlsPort: number | undefined;
  /** Takes nobody new, lets what is in hand be answered, and closes. */
  stop(): Promise<void>;
}

/** Machines keep their line for days and ask every five to seven minutes; a dead one is noticed by its kernel. */
const keep_alive_after_ms = 60_000;
const waiting_max = 32;
/** Connections of one address on which nobody has logged in: room for a library that comes back at once, and for nobody else's place. */
const strangers_max = 256;
const stop_timeout_ms = 2_000;

interface Conversation {
  readonly address: string;
  readonly session: Session;
  end(): void;
}

/** Opens the ports for machines that speak SIP2. */
export async function listenForMachines(door: SipDoorway, options: ListenOptions): Promise<ListeningDoor> {
  const open = new Map<Socket, Conversation>();
  const strangersOf = (address: string) => {
    let count = 0;
    for (const one of open.values()) if (one.address === address && one.session.isStranger()) count += 1;
    return count;
  };
  const serve = (socket: Socket) => {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined || open.size >= options.connections_max) return void socket.destroy();
    const address = remoteAddress.replace(/^::ffff:(?=\d)/, '');
    if (strangersOf(address) >= strangers_max) return void socket.destroy();
    const session = openSession(door, { address, certificate: certificateOf(socket) });
    open.set(socket, { address, session, ...converse(socket, session) });
    socket.once('close', () => open.delete(socket));
  };
  const settings = {
    allowHalfOpen: true,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: keep_alive_after_ms,
  } as const;
  const servers: Server[] = [];
  const listen = async (server: Server, host: string, port: number): Promise<number> => {
    servers.push(server);
    server.listen(port, host);
    await once(server, 'listening');
    return (server.address() as { port: number }).port;
  };
  const port =
    options.port === undefined ? undefined : await listen(createServer(settings, serve), options.host, options.port);
  const { tls } = options;
  const tlsPort =
    tls &&
    (await listen(
      createTlsServer(
        {
          ...settings,
          cert: tls.certificate,
          key: tls.key,
          minVersion: 'TLSv1.2',
          ...(tls.clientCa === undefined ? {} : { ca: tls.clientCa, requestCert: true, rejectUnauthorized: false }),
        },
        serve,
      ),
      tls.host,
      tls.port,
    ));
  return {
    port,
    tlsPort,
    stop: async () => {
      const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
      for (const conversation of open.values()) conversation.end();
      const overdue = setTimeout(() => {
        for (const socket of open.keys()) socket.destroy();
      }, stop_timeout_ms);
      await Promise.all(closed);
      clearTimeout(overdue);
    },
  };
}

/** The common name of a client's certificate that was verified; of no other. */
function certificateOf(socket: Socket): string | undefined {
  if (!('authorized' in socket) || !(socket as TLSSocket).authorized) return undefined;
  const { CN } = (socket as TLSSocket).getPeerCertificate().subject ?? {};
  return typeof CN === 'string' ? CN : undefined;
}

/** Answers one message after the other, each in one write, and reads no faster than it answers. */
function converse(socket: Socket, session: Session): { end(): void } {
  const framer = createFramer();
  const waiting: Framed[] = [];
  let working = false;
  /** We have said our last word. */
  let ending = false;
  /** The machine has said its last; what it asked before is still answered. */
  let heardAll = false;

  const work = async () => {
    if (working) return;
    working = true;
    for (let framed = waiting.shift(); framed !== undefined && !socket.destroyed; framed = waiting.shift()) {
      const reply = await session.answer(framed);
      if (socket.destroyed) break;
      if (!socket.write(reply.bytes))
        await Promise.race([once(socket, 'drain'), once(socket, 'close')]).catch(() => undefined);
      socket.setTimeout(session.idle_ms());
      if (reply.close || ending) {
        ending = true;
        break;
      }
      if (waiting.length < waiting_max / 2) socket.resume();
    }
    working = false;
    if ((ending || heardAll) && !socket.destroyed) socket.end();
  };

  socket.setTimeout(session.idle_ms(), () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    waiting.length = 0;
    session.close();
  });
  socket.on('data', (chunk: Buffer) => {
    waiting.push(...framer.push(chunk));
    if (waiting.length > waiting_max) socket.pause();
    void work();
  });
  socket.on('end', () => {
    heardAll = true;
    if (!working) socket.end();
  });
  return {
    end: () => {
      ending = true;
      if (!working) socket.end();
    },
  };
}
