import type { Db } from '@onecampus/database';
import type { Ephemeral } from '@onecampus/ephemeral';
import type { Logger } from '@onecampus/runtime';
import type { Change, FeedPosition } from './change.ts';
import { readVisibleChanges } from './read-changes.ts';
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
  /**
   * Must be safe to repeat and must read the present state by id: a batch whose handling failed comes again, and changes of
   * different transactions come in the order in which they were committed or in any other. `position` is how far all is known.
   */
  readonly onChanges: (changes: readonly Change[], position: FeedPosition) => Promise<void>;
}

/**
 * Reads the feed from a position on for as long as the process lives, woken or by polling.
 *
 * A change is handed on as soon as it is committed. The position moves only over changes before which nothing can appear any
 * more, so one long transaction (an import, or one of another database of the cluster) delays nobody and loses nothing.
 */
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

  // What was handed on although an older transaction was still running: passed by when it is read again.
  const ahead = new Set<string>();
  const readToTheEnd = async () => {
    let from = position;
    let settledSoFar = true;
    while (!stopped) {
      const page = await readVisibleChanges(options.db, from, batch_size);
      const fresh = page.filter((change) => !ahead.has(keyOf(change)));
      // A page is one look at the database. After the first unsettled change, what a later look calls settled may have
      // earlier neighbours that this pass has not seen.
      const settled = settledSoFar ? page.findLast((change) => change.settled) : undefined;
      settledSoFar &&= page.every((change) => change.settled);
      const next = settled ? { tx: settled.tx, sequence: settled.sequence } : position;
      if (fresh.length > 0 || next !== position) await options.onChanges(fresh, next);
      position = next;
      for (const change of page) {
        if (settledSoFar || (settled && change.settled)) ahead.delete(keyOf(change));
        else ahead.add(keyOf(change));
      }
      if (page.length < batch_size) return;
      const last = page.at(-1)!;
      from = { tx: last.tx, sequence: last.sequence };
    }
  };

  const loop = async () => {
    while (!stopped) {
      woken = false;
      try {
        await readToTheEnd();
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

function keyOf(change: Change): string {
  return `${change.tx}.${change.sequence}`;
}
