import { type Repeating, repeat } from '@onecampus/runtime';
import type { Context } from './context.ts';
import { StillFiles } from './watched-folders/still-files.ts';
import { watchFolders } from './watched-folders/watch-folders.ts';

const watch_every_ms = 10_000;

/** Takes what universities put into their folders; nothing where no folder is set. */
export function watchJobs(context: Context): Repeating[] {
  const { CAMPUS_WATCH_FOLDER: root, CAMPUS_WATCH_STILL_SECONDS: still_seconds, ...config } = context.config;
  if (root === undefined) return [];
  const stillFiles = new StillFiles(still_seconds * 1_000);
  const deliverer = { ...context, rollBytesMax: config.CAMPUS_ROLL_BYTES_MAX, publicUrl: config.CAMPUS_PUBLIC_URL };
  let told = '';
  return [
    repeat('watch-folders', watch_every_ms, context.log, async (signal) => {
      const { applied, refused, strangers } = await watchFolders(deliverer, { root, stillFiles, signal });
      if (applied + refused > 0) context.log.info({ applied, refused }, 'took rolls out of folders');
      if (strangers.join() !== told) context.log.warn({ strangers }, 'folders that belong to no university or source');
      told = strangers.join();
    }),
  ];
}
