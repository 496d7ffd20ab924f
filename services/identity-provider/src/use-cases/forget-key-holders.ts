import type { Db } from '@onecampus/database';
import { dropOldKeyHolders } from '../store/key-holders.ts';

const kept_days = 90;

/** Places from which nobody has fetched a key or called for a quarter of a year say nothing any more. */
export async function forgetKeyHolders(db: Db): Promise<void> {
  await dropOldKeyHolders(db, kept_days);
}
