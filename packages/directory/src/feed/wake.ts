import { type Db, listen } from '@onecampus/database';
import type { Ephemeral } from '@onecampus/ephemeral';
import type { Logger } from '@onecampus/runtime';

/** The name under which readers of the feed are woken, in Redis and in Postgres alike. */
const channel = 'campus_feed';
/** Wake-ups closer together than this become one: NOTIFY takes a lock that all commits of the cluster share. */
const gather_ms = 10;

export interface FeedWaker {
  /** Say after a commit that there is something to read. Never fails and never waits. */
  wake(): void;
}

/** Wakes readers through Redis where there is one, else through a NOTIFY in a statement of its own, after the commit. */
export function feedWaker(db: Db, ephemeral: Ephemeral, log: Logger): FeedWaker {
  let gathering: NodeJS.Timeout | undefined;
  const send = async () => {
    gathering = undefined;
    try {
      if (ephemeral.kind === 'redis') await ephemeral.publish(channel, '');
      else await db.raw(`select pg_notify('${channel}', '')`);
    } catch (error) {
      // Readers poll anyway: a lost wake-up costs them one interval.
      log.debug({ err: error }, 'could not wake the feed readers');
    }
  };
  return {
    wake: () => {
      if (gathering) return;
      gathering = setTimeout(() => void send(), gather_ms);
      gathering.unref();
    },
  };
}

/** Calls `onWake` at each wake-up; a reader polls as well, because wake-ups may be lost. */
export async function onFeedWake(
  options: { databaseUrl: string; ephemeral: Ephemeral },
  onWake: () => void,
): Promise<() => Promise<void>> {
  if (options.ephemeral.kind === 'redis') return options.ephemeral.subscribe(channel, onWake);
  const listening = listen({ url: options.databaseUrl, channels: [channel], onNotice: onWake });
  return () => listening.stop();
}
