import { setTimeout as pause } from 'node:timers/promises';
import { type FeedFollower, followFeed } from '@onecampus/directory';
import type { Repeating } from '@onecampus/runtime';
import type { Context } from '../context.ts';
import { findFeedPosition } from '../store/lifecycle.ts';
import { followDirectory } from '../use-cases/follow-directory.ts';

const begin_again_after_ms = 1_000;

/** Follows what happens to people in the directory, from where the last one who did left off. */
export function startFollowing({ db, ephemeral, config, log }: Context): Repeating {
  const stopping = new AbortController();
  let follower: FeedFollower | undefined;
  const begin = async () => {
    while (!stopping.signal.aborted) {
      try {
        const from = await findFeedPosition(db);
        if (stopping.signal.aborted) return;
        follower = await followFeed({
          db,
          databaseUrl: config.databaseUrl,
          ephemeral,
          log,
          from,
          onChanges: (changes, position) => followDirectory(db, changes, position),
        });
        return;
      } catch (error) {
        log.warn({ err: error }, 'could not begin to follow the directory; trying again');
        await pause(begin_again_after_ms, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  const begun = begin();
  return {
    stop: async () => {
      stopping.abort();
      await begun;
      await follower?.stop();
    },
  };
}
