import { type Db, type Tx, transaction } from '@onecampus/database';

/**
 * Runs `work` in one transaction that works for one university: row-level security shows and takes the rows of that
 * university and no others (migration 0030). The setting ends with the transaction, so a pooled connection never carries
 * it on. Like every `transaction`, `work` may run up to three times.
 */
export function withinUniversity<Result>(
  db: Db,
  universityId: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return transaction(db, async (tx) => {
    await tx.raw(`select set_config('campus.university_id', ?, true)`, [universityId]);
    return work(tx);
  });
}
