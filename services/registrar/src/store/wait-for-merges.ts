import type { Tx } from '@onecampus/database';
import { lockMerges } from '@onecampus/directory';

/** Takes the turn of merges and splits for this transaction, and waits for no lock of it longer than this. */
export async function waitForMergesAtMost(tx: Tx, wait_ms: number): Promise<void> {
  await tx.raw(`set local lock_timeout = ${Math.trunc(wait_ms)}`);
  await lockMerges(tx);
}
