import type { Db } from '@onecampus/database';
import type { Ring } from '../rules/ring.ts';

/** Whoever waits for a lock has everybody else wait behind him; what could not be had in this time is tried by the next run. */
const patience_ms = 100;
const day_ms = 86_400_000;

/** Empties one partition if all in it had its time before `now` less what is kept; the database looks itself (migration 0090). */
export async function emptyPartition(db: Db, ring: Ring, slot: number, now: Date): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { emptied: boolean }[] }>(
    'select identity_provider.empty_partition(?, ?, cast(? as timestamptz), ?) as emptied',
    [ring.table, slot, new Date(now.getTime() - ring.kept_days * day_ms), patience_ms] as never,
  );
  return rows[0]!.emptied;
}

/** A row that lies with younger ones, because no run came for a while or it was not drawn for its place. */
const stragglerAfter_days = (ring: Ring) => ring.kept_days + ring.days + 1;

/**
 * Deletes rows that should have left with their partition and did not; not more than `limit`, and returns how many. Two
 * statements: with the values at hand Postgres knows the partitions before it begins (see store/refresh-tokens.ts).
 */
export async function deleteStragglers(db: Db, ring: Ring, now: Date, limit: number): Promise<number> {
  // An application that has yet to be told is told, however late.
  const told =
    ring.table === 'logouts'
      ? `and not exists (select from identity_provider.logout_deliveries d where d.logout_id = t.id and d.state = 'pending')`
      : '';
  const { rows } = await db.raw<{ rows: { key: string }[] }>(
    `select ${ring.key}::text as key from identity_provider.${ring.table} t
     where t.${ring.time} < cast(? as timestamptz) ${told} order by t.${ring.time} limit ?`,
    [new Date(now.getTime() - stragglerAfter_days(ring) * day_ms), limit] as never,
  );
  if (rows.length === 0) return 0;
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `delete from identity_provider.${ring.table} where ${ring.key} = any(cast(? as ${ring.keyType}[]))`,
    [rows.map((row) => row.key)] as never,
  );
  return rowCount;
}

/** Empties all partitions whose time is over, and deletes what lies elsewhere; at most `limit` rows of that kind. */
export async function tendRing(
  db: Db,
  ring: Ring,
  now: Date,
  limit: number,
): Promise<{ emptied: number; deleted: number }> {
  let emptied = 0;
  for (let slot = 0; slot < ring.slots; slot += 1) if (await emptyPartition(db, ring, slot, now)) emptied += 1;
  return { emptied, deleted: await deleteStragglers(db, ring, now, limit) };
}
