import type { Db } from '@onecampus/database';
import type { Ephemeral } from '@onecampus/ephemeral';
import type { Logger } from '@onecampus/runtime';
import type { Change, FeedPosition } from './change.ts';
import { readChanges } from './read-changes.ts';
import { onFeedWake } from './wake.ts';

/** Without any wake-up a change is seen within this time. */
const poll_every_ms = 250;
/** After a failed read, so that a database that is coming back is not stormed. */
const retry_after_ms = 500;
const batch_size = 1_000;

export interface FeedFollower {
  position(): FeedPosition;
  /** When the feed was last read to its end; what is older than a few seconds is a reader that hangs. */
  caughtUpAt(): Date | undefined;
  stop(): Promise<void>;
}

export interface FollowFeedOptions {
  readonly db: Db;
  readonly databaseUrl: string;
  readonly ephemeral: Ephemeral;
  readonly log: Logger;
  readonly from: FeedPosition;
  /** Must be safe to repeat: a batch whose handling failed comes again. */
  readonly onChanges: (changes: readonly Change[]) => Promise<void>;
}

/** Reads the feed from a position on for as long as the process lives, one batch at a time, woken or by polling. */
export async function followFeed(options: FollowFeedOptions): Promise<FeedFollower> {
  let position = options.from;
  let caughtUpAt: Date | undefined;
  let stopped = false;
  let woken = false;
  let wakeSleeper: (() => void) | undefined;
  const wake = () => {
    woken = true;
    wakeSleeper?.();
  };
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      if (woken || stopped) return resolve();
      const timer = setTimeout(resolve, ms);
      wakeSleeper = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const unsubscribe = await onFeedWake(options, wake);

  const loop = async () => {
    while (!stopped) {
      woken = false;
      try {
        const changes = await readChanges(options.db, position, batch_size);
        if (changes.length > 0) {
          await options.onChanges(changes);
          const last = changes.at(-1)!;
          position = { tx: last.tx, sequence: last.sequence };
        }
        if (changes.length === batch_size) continue;
        caughtUpAt = new Date();
        await sleep(poll_every_ms);
      } catch (error) {
        if (!stopped) options.log.warn({ err: error }, 'could not follow the change feed; trying again');
        await sleep(retry_after_ms);
      }
    }
  };
  const done = loop();
  return {
    position: () => position,
    caughtUpAt: () => caughtUpAt,
    stop: async () => {
      stopped = true;
      wake();
      await unsubscribe();
      await done;
    },
  };
}
