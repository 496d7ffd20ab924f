import type { Db } from '@onecampus/database';

/** Expired rows are kept this much longer, so that a late second use of a token is still recognised as one. */
const kept_days = 1;
/** Not more in one statement, so that no purge holds its locks for long. */
const rows_max = 5_000;

/** What is kept nevertheless: a session whose applications have yet to be told, and what it holds for them. */
const purged = {
  refresh_tokens: 'true',
  session_authorizations: `not exists (select from identity_provider.sessions s where s.uid = t.session_uid and s.ended_at is null)`,
  sessions: '(t.ended_at is not null or t.account_id is null)',
  grants: 'true',
} as const;

/** Deletes what has expired, or ended, in slices; returns how many rows went. */
export async function purgeExpired(db: Db): Promise<number> {
  let deleted = 0;
  for (const [table, mayGo] of Object.entries(purged)) {
    const { rowCount } = await db.raw<{ rowCount: number }>(
      `delete from identity_provider.${table} where ctid in (
         select t.ctid from identity_provider.${table} t
         where t.expires_at < now() - make_interval(days => ${kept_days}) and ${mayGo} limit ${rows_max})`,
    );
    deleted += rowCount;
  }
  return deleted;
}
