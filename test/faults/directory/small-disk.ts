import { execFile } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const size_megabytes = 700;
const chunk = Buffer.alloc(1 << 20);

/** A disk in memory on which a database lives, small enough to be filled. */
export interface SmallDisk {
  /** Fills it to the last byte, and resolves once nothing fits any more. */
  fill(): Promise<void>;
  empty(): Promise<void>;
  unmount(): Promise<void>;
}

/** Mounts one over a folder; `undefined` where this user may not mount, which the campaign says aloud. */
export async function mountSmallDisk(folder: string): Promise<SmallDisk | undefined> {
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${size_megabytes}m,mode=0755`, 'tmpfs', folder]);
  } catch {
    return undefined;
  }
  const ballast = path.join(folder, 'ballast');
  return {
    fill: async () => {
      const file = await open(ballast, 'a');
      try {
        for (;;) await file.write(chunk);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        await file.close();
      }
    },
    empty: () => rm(ballast, { force: true }),
    unmount: async () => {
      await run('umount', ['-l', folder]);
    },
  };
}
