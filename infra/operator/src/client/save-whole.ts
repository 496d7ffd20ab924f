import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Progress } from '../progress.ts';

/** Saves a download; written beside and renamed when it is whole: a file of that name is never half of one. Returns its bytes. */
export async function saveWhole(file: string, bytes: AsyncIterable<Uint8Array>, progress: Progress): Promise<number> {
  let size = 0;
  await pipeline(
    bytes,
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        size += chunk.length;
        progress.at(size);
        yield chunk;
      }
    },
    createWriteStream(`${file}.part`),
  ).finally(progress.end);
  await rename(`${file}.part`, file);
  return size;
}
