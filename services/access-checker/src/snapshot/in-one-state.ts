import type { Db } from '@onecampus/database';

/** Runs several reads that all see the database as it was at the first of them. */
export function inOneState<Result>(db: Db, read: (tx: Db) => Promise<Result>): Promise<Result> {
  return db.transaction((tx) => read(tx), { isolationLevel: 'repeatable read', readOnly: true });
}
