import type { Tx } from '@onecampus/database';

/**
 * Has everything in this transaction found by its key. Matching asks for a few lines of very large tables, and right after a
 * large import their statistics still say that they are small: the plan that reads them whole took seconds for milliseconds.
 */
export async function lookUpByKey(tx: Tx): Promise<void> {
  await tx.raw('set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off');
}
