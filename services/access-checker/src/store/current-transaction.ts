import type { Tx } from '@onecampus/database';

/** The id under which this transaction's changes stand in the change feed (xid8 as a decimal string). */
export async function currentTransaction(tx: Tx): Promise<string> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>('select pg_current_xact_id()::text as id');
  return rows[0]!.id;
}
