import type { Db } from '@onecampus/database';

/**
 * Drops the staged rows of old imports and the accepted ones of applied imports; the record of the import stays. One import
 * at a time, so that no statement and no lock is long. Returns how many imports were cleaned.
 */
export async function dropStaleRows(db: Db, kept_hours: number): Promise<number> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select id from registrar.imports
     where rows_dropped_at is null and created_at < now() - make_interval(hours => ?)
     order by created_at limit 100`,
    [kept_hours],
  );
  for (const { id } of rows) {
    // First closed, then emptied: an import that is confirmed at this moment finds either all of its rows or a refusal.
    await db.raw(`update registrar.imports set rows_dropped_at = now(), preview = null where id = ?`, [id]);
    await db.raw('delete from registrar.import_rows where import_id = ?', [id]);
  }
  await db.raw(
    `delete from registrar.import_rows r using registrar.imports i
     where i.id = r.import_id and i.state = 'applied' and i.rows_dropped_at is null and r.fault is null`,
  );
  return rows.length;
}
