import type { Db } from '@onecampus/database';

/** Rows that one statement deletes: neither its lock nor its wait is long. */
const batch_rows = 20_000;

/**
 * Drops the staged rows of old imports, those of files that could not be read, and the accepted ones of applied imports; the
 * record of the import stays. Returns how many old imports were cleaned.
 */
export async function dropStaleRows(db: Db, kept_hours: number): Promise<number> {
  // First closed, then emptied: an import that is confirmed at this moment finds either all of its rows or a refusal.
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `update registrar.imports set rows_dropped_at = now(), preview = null
     where rows_dropped_at is null and created_at < now() - make_interval(hours => ?)
     returning id`,
    [kept_hours],
  );
  await deleteRows(db, 'i.rows_dropped_at is not null');
  await deleteRows(db, `i.state = 'failed'`);
  await deleteRows(db, `i.state = 'applied' and r.fault is null`);
  return rows.length;
}

async function deleteRows(db: Db, condition: string): Promise<void> {
  for (;;) {
    const { rowCount } = await db.raw<{ rowCount: number }>(
      `delete from registrar.import_rows where ctid = any(array(
         select r.ctid from registrar.import_rows r join registrar.imports i on i.id = r.import_id
         where ${condition} limit ${batch_rows}))`,
    );
    if (rowCount < batch_rows) return;
  }
}
