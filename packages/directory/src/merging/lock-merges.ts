import type { Tx } from '@onecampus/database';

/** The advisory lock that merges and splits take; whoever must not be disturbed by one takes it shared. */
export const mergeLock = `hashtextextended('campus: merging people', 41)`;

/**
 * One merge or split at a time in the whole consortium, until the end of the transaction. They are short and rare; in turn,
 * two of them about overlapping people need no order among themselves. Everything else goes on meanwhile.
 */
export async function lockMerges(tx: Tx): Promise<void> {
  await tx.raw(`select pg_advisory_xact_lock(${mergeLock})`);
}
