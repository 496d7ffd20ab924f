import type { Tx } from '@onecampus/database';
import { lockMerges } from '@onecampus/directory';

/** Merges take milliseconds; whoever waits longer than this for his turn waits for a roll that keeps them off. */
const turn_ms = 5_000;

/** Takes the turn of merges and splits for this transaction, and waits for no other lock of it longer than this. */
export async function waitForMergesAtMost(tx: Tx, wait_ms: number): Promise<void> {
  await tx.raw(`set local lock_timeout = ${turn_ms}`);
  await lockMerges(tx);
  await tx.raw(`set local lock_timeout = ${Math.trunc(wait_ms)}`);
}
