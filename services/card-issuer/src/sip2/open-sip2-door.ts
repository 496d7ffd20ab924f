import { rateLimiter } from '@onecampus/ephemeral';
import type { Context } from '../context.ts';
import { accountsInUse } from './accounts-in-use.ts';
import { type ListeningDoor, listenForMachines } from './listen.ts';

/** Listens for the machines of libraries where the settings give it a port; `undefined` where they give none. */
export async function openSip2Door(context: Context): Promise<ListeningDoor | undefined> {
  const { config, metrics, log } = context;
  const { CAMPUS_SIP2_PORT: port, CAMPUS_SIP2_TLS_PORT: tlsPort } = config;
  if (port === undefined && tlsPort === undefined) return undefined;
  const messages = metrics.counter('sip2_messages_total', 'Messages of library machines', ['command', 'outcome']);
  const door = await listenForMachines(
    {
      desk: context,
      accounts: accountsInUse(context),
      // A whole library behind one address comes back when the power does; a secret of 120 bits is not found by trying.
      logIns: rateLimiter(context.ephemeral, { name: 'sip2-log-in', points: 100, window_seconds: 60 }),
      log,
      ready: context.ready,
      count: (command, outcome) => messages.inc({ command, outcome }),
    },
    {
      host: config.CAMPUS_SIP2_HOST,
      port,
      tls:
        tlsPort === undefined
          ? undefined
          : {
              host: config.CAMPUS_SIP2_TLS_HOST,
              port: tlsPort,
              certificate: config.CAMPUS_SIP2_TLS_CERTIFICATE ?? '',
              key: config.CAMPUS_SIP2_TLS_KEY ?? '',
              clientCa: config.CAMPUS_SIP2_TLS_CLIENT_CA,
            },
      connections_max: config.CAMPUS_SIP2_CONNECTIONS_MAX,
    },
  );
  log.info({ port: door.port, tlsPort: door.tlsPort }, 'listening for library machines');
  return door;
}
