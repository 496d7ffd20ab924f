import type { Db } from '@onecampus/database';

/** Expired rows are kept this much longer, so that whoever comes late is still told what became of his session. */
const kept_days = 1;

/**
 * Tables whose rows live hours and whose end moves: they stay small, and their rows go in slices (decision 0025). What is
 * kept nevertheless: a session whose applications have yet to be told, and what it holds for them.
 */
export const purgedTables = {
  session_authorizations: {
    key: 'session_uid, client_id',
    mayGo: `not exists (select from identity_provider.sessions s where s.uid = t.session_uid and s.ended_at is null)`,
  },
  sessions: { key: 'id_hash', mayGo: '(t.ended_at is not null or t.account_id is null)' },
  grants: { key: 'id', mayGo: 'true' },
} as const;

/** Deletes not more than `limit` rows of one table, the longest expired first; returns how many. */
export async function purgeExpired(
  db: Db,
  table: keyof typeof purgedTables,
  now: Date,
  limit: number,
): Promise<number> {
  const { key, mayGo } = purgedTables[table];
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `delete from identity_provider.${table} where (${key}) in (
       select ${key} from identity_provider.${table} t
       where t.expires_at < cast(? as timestamptz) - make_interval(days => ${kept_days}) and ${mayGo}
       order by t.expires_at limit ?)`,
    [now, limit] as never,
  );
  return rowCount;
}
