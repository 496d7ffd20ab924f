import { type Db, type Tx, transaction } from '@onecampus/database';

/**
 * Runs `work` in one transaction under the role `campus_steward`, which sees every university's rows. For work that belongs
 * to no single university: matching, merging, erasing, the consortium operator's own, and who somebody is who signs in.
 * What comes out of it to one university must name only that university's rows.
 */
export function acrossUniversities<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return transaction(db, async (tx) => {
    await tx.raw('set local role campus_steward');
    return work(tx);
  });
}
