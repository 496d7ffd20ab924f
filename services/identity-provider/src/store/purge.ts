import type { Db } from '@onecampus/database';

/** Expired rows are kept this much longer, so that a late second use of a token is still recognised as one. */
const kept_days = 1;
/** Not more in one statement, so that no purge holds its locks for long. */
const rows_max = 5_000;

const purged = ['refresh_tokens', 'session_authorizations', 'sessions', 'grants'] as const;

/** Deletes what has expired, or ended, in slices; returns how many rows went. */
export async function purgeExpired(db: Db): Promise<number> {
  let deleted = 0;
  for (const table of purged) {
    const { rowCount } = await db.raw<{ rowCount: number }>(
      `delete from identity_provider.${table} where ctid in (
         select ctid from identity_provider.${table} where expires_at < now() - make_interval(days => ${kept_days}) limit ${rows_max})`,
    );
    deleted += rowCount;
  }
  return deleted;
}
