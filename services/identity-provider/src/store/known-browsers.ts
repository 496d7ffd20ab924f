import type { Db } from '@onecampus/database';

export async function isKnownBrowser(db: Db, personId: string, idHash: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    'select 1 from identity_provider.known_browsers where id_hash = ? and person_id = ?',
    [idHash, personId],
  );
  return rows.length > 0;
}

/** Slices of those that nobody has used for so long. */
export async function deleteIdleBrowsers(db: Db, idle_days: number, limit: number): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `delete from identity_provider.known_browsers where (id_hash, person_id) in (
       select id_hash, person_id from identity_provider.known_browsers
       where last_used_at < now() - make_interval(days => ?) limit ?)`,
    [idle_days, limit],
  );
  return rowCount;
}
