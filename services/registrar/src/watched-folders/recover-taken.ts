import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { withinUniversity } from '@onecampus/directory';
import { findTaken, finishDelivery } from '../store/deliveries.ts';
import { type Deliverer, lease_seconds } from './deliverer.ts';
import type { WatchedFolder } from './folder.ts';
import { putAway, readTakenName, returnFile } from './move-file.ts';

/** Finds files that were taken by a process which is gone: what it had not finished is put back, the rest is put away. */
export async function recoverTaken(deliverer: Deliverer, folder: WatchedFolder): Promise<void> {
  const names = await readdir(path.join(folder.path, 'taken')).catch(() => []);
  for (const file of names) {
    const taken = readTakenName(file);
    if (!taken) continue;
    const { deliveryId, name } = taken;
    await withinUniversity(deliverer.db, folder.university.id, async (tx) => {
      const known = await findTaken(tx, deliveryId);
      const overdue = known ? known.overdue : ageOf(deliveryId, deliverer.clock.now()) > lease_seconds;
      if (!overdue) return;
      const finished = known && known.state !== 'taken' && known.state !== 'returned';
      if (finished) {
        await gone(
          putAway(folder.path, deliveryId, name, ['applied', 'same'].includes(known.state) ? 'done' : 'refused'),
        );
        return;
      }
      if (known) await finishDelivery(tx, deliveryId, { state: 'returned', importId: null, digest: null, fault: null });
      await gone(returnFile(folder.path, deliveryId, name));
    });
  }
}

/** Seconds since the id was made: a UUID of version 7 begins with its time in milliseconds (RFC 9562 §5.7). */
function ageOf(id: string, now: Date): number {
  return (now.getTime() - Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)) / 1_000;
}

/** Another instance may have been faster. */
async function gone(moved: Promise<unknown>): Promise<void> {
  await moved.catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });
}
