import { asDomainError, type Db, type Tx } from '@onecampus/database';
import { mergeLock } from '@onecampus/directory';
import { isDomainError } from '@onecampus/errors';

/** Comparing and writing a million people takes minutes; a single statement of it may take this long. */
const statement_timeout_ms = 15 * 60_000;
/** An import waits this long for another one of the same source. */
const wait_timeout_ms = 60_000;

export interface ImportSession {
  /** One transaction on the session's own connection, which keeps its temporary tables from one to the next. */
  transaction<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /** From now on nobody is merged or parted until the session ends. Imports do not keep each other waiting by it. */
  holdOffMerges(): Promise<void>;
}

interface Pool {
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): Promise<void>;
}
interface Connection {
  query(text: string, values?: unknown[]): Promise<unknown>;
  __knex__disposed?: unknown;
}

/**
 * Holds one connection for one import of a source and keeps every other import of that source waiting. The lock is the
 * session's, not a transaction's, so that comparing a university with the directory needs no transaction that stays open:
 * an open one would hold back every reader of the change feed. Row-level security is set to the source's university for as
 * long as the session is held. A process that dies loses the session and so the lock.
 */
export async function withImportSession<Result>(
  db: Db,
  source: { readonly id: string; readonly universityId: string },
  work: (session: ImportSession) => Promise<Result>,
): Promise<Result> {
  const pool = db.client as Pool;
  const connection = await pool.acquireConnection();
  try {
    await connection.query(
      `set statement_timeout = ${statement_timeout_ms}; set lock_timeout = ${wait_timeout_ms}; set jit = off; set work_mem = '64MB'`,
    );
    await connection.query(`select pg_advisory_lock(hashtextextended($1, 20))`, [source.id]);
    await connection.query(`select set_config('campus.university_id', $1, false)`, [source.universityId]);
    return await work({
      transaction: async (inside) => (await db.transaction(inside, { connection } as never)) as never,
      holdOffMerges: async () => {
        await connection.query(`select pg_advisory_lock_shared(${mergeLock})`);
      },
    });
  } catch (error) {
    throw isDomainError(error) || !(error instanceof Error && 'severity' in error) ? error : asDomainError(error);
  } finally {
    await leaveClean(connection);
    await pool.releaseConnection(connection);
  }
}

/** The connection goes back to the pool as it came, or not at all. */
async function leaveClean(connection: Connection): Promise<void> {
  try {
    await connection.query(
      'discard temp; reset campus.university_id; reset statement_timeout; reset lock_timeout; reset jit; reset work_mem; select pg_advisory_unlock_all()',
    );
  } catch (error) {
    connection.__knex__disposed = error;
  }
}
