import { isDomainError } from '@onecampus/errors';
import type { Db, Tx } from './db.ts';
import { sqlStateOf } from './sqlstate.ts';

/** Serialization failure and deadlock: Postgres itself asks that the transaction be tried again. */
const tryAgain = new Set(['40001', '40P01']);
const attempts_max = 3;

/**
 * Runs `work` in one transaction. `work` may run up to three times, so it must do nothing but speak to the database.
 * A transaction whose commit was not confirmed is reported as `database.unavailable`; it may have happened.
 */
export async function transaction<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work);
    } catch (error) {
      const cause = isDomainError(error) ? error.cause : error;
      if (attempt < attempts_max && tryAgain.has(sqlStateOf(cause) ?? '')) continue;
      // The pool has translated what the driver said; whatever else the work threw passes through as it is.
      throw error;
    }
  }
}
