import { randomUUID } from 'node:crypto';
import { listen } from '@onecampus/database';
import { type Repeating, repeat } from '@onecampus/runtime';
import type { Context } from '../context.ts';
import { perContext } from '../per-context.ts';
import { faultOfError } from '../rules/logout-fault.ts';
import { waitBeforeRetry_ms } from '../rules/logout-retry.ts';
import { findClient } from '../store/clients.ts';
import {
  type LogoutDelivery,
  logoutChannel,
  postponeDelivery,
  settleDelivery,
  takeDueDeliveries,
} from '../store/logouts.ts';
import { LogoutRefused } from './logout-transport.ts';
import { logoutTransports } from './transports.ts';

/** An application that has not answered by then is asked again later. */
const answer_within_ms = 2_500;
/** At once in one process: as many as its connections to the database can note without waiting long. */
const under_way_max = 256;
/** Should a notice be lost; and when a wait is over. */
const look_every_ms = 1_000;

/** Tells applications that sessions ended: what this process is at. */
interface Telling {
  /** Looks for what is due, now. */
  round(): Promise<void>;
  readonly underWay: Set<Promise<void>>;
  stopped: boolean;
}

const telling = perContext((context): Telling => {
  const underWay = new Set<Promise<void>>();
  const delivered = context.metrics.counter('campus_logout_deliveries_total', 'Applications told of ended sessions', [
    'outcome',
  ]);
  let looking: Promise<void> | undefined;
  let again = false;
  const self: Telling = {
    underWay,
    stopped: false,
    // Never twice at once; who comes while a look is under way has it repeated.
    round: () => {
      if (looking) {
        again = true;
        return looking;
      }
      looking = look().finally(() => {
        looking = undefined;
      });
      return looking;
    },
  };
  const look = async (): Promise<void> => {
    do {
      again = false;
      if (self.stopped) return;
      const lease = randomUUID();
      const free = under_way_max - underWay.size;
      if (free <= 0) return;
      for (const delivery of await takeDueDeliveries(context.db, lease, free)) start(delivery, lease);
    } while (again);
  };
  const start = (delivery: LogoutDelivery, lease: string) => {
    const done = deliver(context, delivery, lease)
      .then((outcome) => delivered.inc({ outcome }))
      .catch((error: unknown) => {
        // It could not be noted. The lease runs out, and it is done again.
        context.log.warn({ err: error, client: delivery.clientId }, 'a logout could not be noted');
      })
      .finally(() => {
        underWay.delete(done);
        // There is room for the next one of this application.
        void self.round().catch(() => undefined);
      });
    underWay.add(done);
  };
  return self;
});

/** One application, one session. */
async function deliver(
  context: Context,
  delivery: LogoutDelivery,
  lease: string,
): Promise<'told' | 'cannot' | 'failed'> {
  const { db, log } = context;
  const { logoutId, clientId, protocol, attempts } = delivery;
  const taken = { logoutId, clientId, lease };
  try {
    const client = await findClient(db, clientId);
    const transport = logoutTransports.find((one) => one.protocol === protocol);
    const signal = AbortSignal.timeout(answer_within_ms);
    const outcome = client && transport ? await transport.tell(context, { ...delivery, client, signal }) : 'cannot';
    await settleDelivery(db, taken, outcome);
    return outcome;
  } catch (error) {
    const fault = error instanceof LogoutRefused ? error.fault : faultOfError(error);
    log.warn({ err: error, fault, client: clientId, attempts }, 'an application could not be told of an ended session');
    await postponeDelivery(db, taken, { fault, wait_ms: waitBeforeRetry_ms(attempts, Math.random()) });
    return 'failed';
  }
}

/** Has what is due told now, without waiting for the database's notice. */
export function kickLogout(context: Context): void {
  telling(context)
    .round()
    .catch((error: unknown) => context.log.warn({ err: error }, 'could not look for logouts; trying again'));
}

/** Tells applications for as long as the service runs: woken by the database, and once a second in any case. */
export function startTelling(context: Context): Repeating {
  const self = telling(context);
  const notices = listen({
    url: context.config.databaseUrl,
    channels: [logoutChannel],
    onNotice: () => kickLogout(context),
  });
  const looks = repeat('tell-of-logouts', look_every_ms, context.log, () => self.round());
  return {
    stop: async () => {
      self.stopped = true;
      await Promise.all([notices.stop(), looks.stop()]);
      await Promise.all(self.underWay);
    },
  };
}
