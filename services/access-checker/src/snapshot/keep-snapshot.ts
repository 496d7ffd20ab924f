import type { Db } from '@onecampus/database';
import { type FeedFollower, type FeedPosition, followFeed } from '@onecampus/directory';
import type { Ephemeral } from '@onecampus/ephemeral';
import { DomainError } from '@onecampus/errors';
import type { Clock, Logger } from '@onecampus/runtime';
import { loadSnapshot } from './load-snapshot.ts';
import { type ChangedThing, readUpdate } from './read-update.ts';
import type { Snapshot } from './snapshot.ts';

/** A snapshot that has not been brought up to date for this long is reported as not ready; it goes on deciding. */
const behind_max_ms = 10_000;
const load_again_after_ms = 1_000;

export interface SnapshotKeeper {
  /** The present state; `snapshot.not_ready` until it was first loaded. */
  current(): Snapshot;
  /** Throws `snapshot.not_ready` unless it is loaded and no more than ten seconds old. */
  requireFresh(): void;
  /** Reads these things anew without waiting for the feed; if that fails, the feed will bring them. */
  readAnew(changed: readonly ChangedThing[]): Promise<void>;
  /** Stops following the changes; what is known stays usable. */
  stop(): Promise<void>;
}

/** Loads the snapshot and keeps it up to date. Returns at once: a service can start before its database does. */
export function keepSnapshot(options: {
  readonly db: Db;
  readonly databaseUrl: string;
  readonly ephemeral: Ephemeral;
  readonly clock: Clock;
  readonly log: Logger;
}): SnapshotKeeper {
  const { db, log } = options;
  let snapshot: Snapshot | undefined;
  let follower: FeedFollower | undefined;
  const stopping = new AbortController();
  // One update is read and taken in after the other: what was read earlier must not overwrite what was read later.
  let last: Promise<unknown> = Promise.resolve();
  const update = (into: Snapshot, changed: readonly ChangedThing[], position?: FeedPosition) => {
    const done = last.then(async () => into.apply(await readUpdate(db, changed, into, log), position));
    last = done.catch(() => undefined);
    return done;
  };

  const start = async () => {
    while (!stopping.signal.aborted) {
      try {
        const loaded = await loadSnapshot(db, log);
        if (stopping.signal.aborted) return;
        follower = await followFeed({
          ...options,
          from: loaded.position,
          onChanges: (changes, position) => update(loaded, changes, position),
        });
        snapshot = loaded;
        log.info(loaded.sizes(), 'snapshot loaded');
        return;
      } catch (error) {
        log.warn({ err: error }, 'could not load the snapshot; trying again');
        await pause(load_again_after_ms, stopping.signal);
      }
    }
  };
  const started = start();

  const current = () => {
    if (!snapshot) {
      throw new DomainError('snapshot.not_ready', 'The checker is still reading its data.', { retryAfterSeconds: 1 });
    }
    return snapshot;
  };
  return {
    current,
    requireFresh: () => {
      current();
      const caughtUpAt = follower?.caughtUpAt();
      // Measured on the machine's own clock, like the follower's: it is about this process, not about people.
      if (!caughtUpAt || Date.now() - caughtUpAt.getTime() > behind_max_ms) {
        throw new DomainError('snapshot.not_ready', 'The checker has not heard of changes for a while.');
      }
    },
    readAnew: async (changed) => {
      if (!snapshot) return;
      await update(snapshot, changed).catch((error: unknown) => log.warn({ err: error }, 'a change could not be read'));
    },
    stop: async () => {
      stopping.abort();
      await started;
      await follower?.stop();
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
