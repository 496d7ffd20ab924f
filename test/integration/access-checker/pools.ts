import type { Db } from '@onecampus/database';
import type { DatabaseService } from '@onecampus/roles';
import type { FreshDatabase } from '../../support/databases.ts';

const pools = new WeakMap<FreshDatabase, Map<DatabaseService, Db>>();

/** One pool for each role that a test writes under. */
export function poolOf(database: FreshDatabase, service: DatabaseService): Db {
  const known = pools.get(database) ?? new Map<DatabaseService, Db>();
  pools.set(database, known);
  const pool = known.get(service) ?? database.as(service);
  known.set(service, pool);
  return pool;
}
