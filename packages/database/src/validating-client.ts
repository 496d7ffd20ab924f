import type { Knex } from 'knex';
import PostgresDialect from 'knex/lib/dialects/postgres/index.js';
import { asDomainError } from './as-domain-error.ts';
import { spoilsConnection } from './sqlstate.ts';

interface PooledConnection {
  query(text: string): Promise<{ rows: { read_only: boolean }[] }>;
  __knex__disposed?: unknown;
  lastGoodAt?: number;
  bornAt?: number;
}

/** A connection that worked this recently is handed out unasked; asking each time would double every round trip. */
const trusted_for_ms = 1_000;
/** No connection lives longer, so that a pool drifts back to a balanced set of servers after a failover. */
const lifetime_max_ms = 30 * 60_000;
/** A server that does not answer the question within this time is treated as gone. */
const validation_timeout_ms = 1_500;

/**
 * knex's Postgres dialect with the two things it lacks (knex #6160): a pooled connection that stood idle is asked whether
 * its server still is a writable primary before it is handed out, and a connection whose statement failed in a way that
 * condemns it leaves the pool at once. Every error leaves here as a DomainError.
 */
export class ValidatingClient extends PostgresDialect {
  override async validateConnection(raw: unknown): Promise<boolean> {
    const connection = raw as PooledConnection;
    const now = Date.now();
    connection.bornAt ??= now;
    if (connection.__knex__disposed || now - connection.bornAt > lifetime_max_ms) return false;
    if (now - (connection.lastGoodAt ?? connection.bornAt) < trusted_for_ms) return true;
    try {
      const answer = await withTimeout(
        connection.query("select current_setting('transaction_read_only')::bool as read_only"),
      );
      if (answer.rows[0]?.read_only) return false;
      connection.lastGoodAt = Date.now();
      return true;
    } catch {
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
    try {
      const result = await super.query(connection, statement);
      connection.lastGoodAt = Date.now();
      return result;
    } catch (error) {
      if (spoilsConnection(error)) connection.__knex__disposed = error;
      throw asDomainError(error);
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
