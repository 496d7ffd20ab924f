import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '@onecampus/database';
import { hashToken } from '@onecampus/tokens';
import { findReceipt as findStored, type Receipt } from '../store/receipts.ts';

export type { Receipt } from '../store/receipts.ts';

/** So long the first look waits for applications: most have answered by then, and one page tells it all. */
const patience_ms = 1_500;
const look_every_ms = 100;

/** What became of the sign-out whose receipt this browser holds; waits a moment for applications that are just being told. */
export async function findReceipt(db: Db, receipt: string): Promise<Receipt | undefined> {
  const hash = hashToken(receipt);
  for (let waited_ms = 0; ; waited_ms += look_every_ms) {
    const found = await findStored(db, hash);
    const isOpen = found?.services.some(({ state, failed }) => state === 'pending' && !failed) ?? false;
    if (!isOpen || waited_ms >= patience_ms) return found;
    await pause(look_every_ms);
  }
}
