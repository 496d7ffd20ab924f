import type { Db } from '@onecampus/database';
import { deletePassagesBefore } from '../store/passages.ts';

const day_ms = 86_400_000;
/** Small enough that no statement holds its locks for long. */
const piece = 5_000;

/** Removes the passages that are older than they may be kept; answers how many there were. */
export async function forgetOldPassages(
  db: Db,
  now: Date,
  retention_days: number,
  signal: AbortSignal,
): Promise<number> {
  const before = new Date(now.getTime() - retention_days * day_ms);
  let forgotten = 0;
  while (!signal.aborted) {
    const removed = await deletePassagesBefore(db, before, piece);
    forgotten += removed;
    if (removed < piece) break;
  }
  return forgotten;
}
