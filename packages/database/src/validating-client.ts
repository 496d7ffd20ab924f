import type { Knex } from 'knex';
import PostgresDialect from 'knex/lib/dialects/postgres/index.js';
import { asDomainError } from './as-domain-error.ts';
import { spoilsConnection } from './sqlstate.ts';

interface PooledConnection {
  query(statement: unknown, ...rest: unknown[]): Promise<{ rows: { read_only: boolean }[] }>;
  on(event: 'notice', listener: (notice: { readonly message?: string }) => void): void;
  readonly connection: { readonly stream: { destroy(error: Error): void } };
  __knex__disposed?: unknown;
  bornAt?: number;
  handedOut?: true;
  validatedAt?: number;
  /** The session has set a statement_timeout of its own: it knows how long it will wait. */
  patient?: boolean;
}

/** A connection that was validated this recently is handed out unasked; asking each time would double every round trip. */
const trusted_for_ms = 1_000;
/** No connection lives longer, so that a pool drifts back to a balanced set of servers after a failover. */
const lifetime_max_ms = 30 * 60_000;
/** A server that does not answer the question within this time is treated as gone; well below the time to acquire. */
const validation_timeout_ms = 1_000;
/** The server ends a statement at its statement_timeout; one that is silent for this much longer is frozen or cut off. */
const silence_max_ms = 1_000;

/**
 * knex's Postgres dialect with what it lacks (knex #6160): before a pooled connection is handed out again, it is asked
 * whether its server still is a writable primary; a connection whose statement failed in a way that condemns it leaves the
 * pool at once; and a statement that gets no answer at all is given up. Every error leaves here as a DomainError.
 */
export class ValidatingClient extends PostgresDialect {
  /** When a connection last failed to answer: what stood idle then is dropped unasked, or each would cost its own wait. */
  #doubtedAt = 0;

  override async acquireRawConnection(): Promise<unknown> {
    const connection = (await super.acquireRawConnection()) as PooledConnection;
    connection.bornAt = Date.now();
    const { onServerNotice } = this.config;
    if (onServerNotice) connection.on('notice', ({ message }) => message !== undefined && onServerNotice(message));
    const query = connection.query.bind(connection);
    connection.query = (statement, ...rest) => {
      const text = typeof statement === 'string' ? statement : ((statement as { text?: string }).text ?? '');
      if (/\bset\b[^;]*\bstatement_timeout/i.test(text)) connection.patient = !/\breset statement_timeout/i.test(text);
      return query(statement, ...rest);
    };
    return connection;
  }

  override async validateConnection(raw: unknown): Promise<boolean> {
    const connection = raw as PooledConnection;
    const now = Date.now();
    if (connection.__knex__disposed || now - connection.bornAt! > lifetime_max_ms) return false;
    // A new one goes out unasked — on a read-only server that still serves reads — and is asked before its second time.
    if (!connection.handedOut) {
      connection.handedOut = true;
      return true;
    }
    if (Math.max(connection.bornAt!, connection.validatedAt ?? 0) <= this.#doubtedAt) return false;
    if (connection.validatedAt !== undefined && now - connection.validatedAt < trusted_for_ms) return true;
    try {
      const answer = await withTimeout(
        connection.query("select current_setting('transaction_read_only')::bool as read_only"),
      );
      if (answer.rows[0]?.read_only) return false;
      connection.validatedAt = Date.now();
      return true;
    } catch {
      this.#doubtedAt = now;
      return false;
    }
  }

  override async acquireConnection(): Promise<unknown> {
    try {
      return await super.acquireConnection();
    } catch (error) {
      throw asDomainError(error);
    }
  }

  override async query(raw: unknown, statement: unknown): Promise<unknown> {
    const connection = raw as PooledConnection;
    const answer_timeout_ms = this.connectionSettings.statement_timeout + silence_max_ms;
    const overdue = connection.patient
      ? undefined
      : setTimeout(() => {
          connection.connection.stream.destroy(new Error('connection terminated: the server is silent'));
        }, answer_timeout_ms);
    try {
      return await super.query(connection, statement);
    } catch (error) {
      if (spoilsConnection(error)) connection.__knex__disposed = error;
      throw asDomainError(error);
    } finally {
      clearTimeout(overdue);
    }
  }
}

async function withTimeout<T>(promise: Promise<T>): Promise<T> {
  const { promise: overdue, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('timeout expired')), validation_timeout_ms);
  try {
    return await Promise.race([promise, overdue]);
  } finally {
    clearTimeout(timer);
  }
}

/** knex's own type for a client class given in its configuration. */
export const validatingClient = ValidatingClient as unknown as typeof Knex.Client;
