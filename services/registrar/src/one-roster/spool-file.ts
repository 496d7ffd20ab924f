import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Keeps bytes in a file of their own while `work` reads them in any order: the directory of a ZIP stands at its end. */
export async function spooled<Result>(
  bytes: AsyncIterable<Uint8Array>,
  work: (file: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'onecampus-roster-'));
  try {
    const file = path.join(folder, 'package.zip');
    await pipeline(Readable.from(bytes), createWriteStream(file, { mode: 0o600 }));
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
