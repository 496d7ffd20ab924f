import knex from 'knex';
import type { Db } from './db.ts';
import { validatingClient } from './validating-client.ts';

export interface ConnectOptions {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly poolMax?: number;
  /** How long a request may wait for a free connection before it is refused with `database.busy`. */
  readonly acquire_timeout_ms?: number;
  readonly statement_timeout_ms?: number;
  /** What the server says aside while it runs a statement (`raise notice`), on whichever connection, before its answer. */
  readonly onServerNotice?: (message: string) => void;
}

/** Opens a pool. Nothing is connected until the first statement, so a service can start before its database does. */
export function connect(options: ConnectOptions): Db {
  return knex({
    client: validatingClient,
    onServerNotice: options.onServerNotice,
    connection: {
      connectionString: options.url,
      application_name: options.applicationName,
      keepAlive: true,
      // A server whose host died sends nothing ever again; ten probes a second apart after this time notice it.
      keepAliveInitialDelayMillis: 5_000,
      connectionTimeoutMillis: 2_000,
      statement_timeout: options.statement_timeout_ms ?? 10_000,
      // A transaction that somebody forgot would hold back every reader of the change feed.
      idle_in_transaction_session_timeout: 15_000,
    },
    pool: { min: 0, max: options.poolMax ?? 10, propagateCreateError: true, idleTimeoutMillis: 30_000 },
    acquireConnectionTimeout: options.acquire_timeout_ms ?? 2_000,
    // Values bound to a statement may be personal data; they never go into an error's text.
    compileSqlOnError: false,
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
  } as never);
}
