import type { Tx } from '@onecampus/database';

/** Rows that one statement deletes: neither its lock nor its wait is long. */
const batch_rows = 20_000;

/** Whose rows go: imports closed as too old, files that could not be read, and what an applied import has accepted. */
export const staleRows = [
  'i.rows_dropped_at is not null',
  `i.state = 'failed'`,
  `i.state in ('applied', 'rolled-back') and r.fault is null`,
] as const;

/**
 * Closes the imports that are too old to be confirmed; returns how many. They are closed before they are emptied, so that
 * one which is confirmed at this moment finds either all of its rows or a refusal.
 */
export async function closeOldImports(tx: Tx, kept_hours: number): Promise<number> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `update registrar.imports set rows_dropped_at = now(), preview = null
     where rows_dropped_at is null and created_at < now() - make_interval(hours => ?)
     returning id`,
    [kept_hours],
  );
  return rows.length;
}

/** Deletes one batch of the changes of closed imports; `false` once there are no more. */
export async function deleteChangesBatch(tx: Tx): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `delete from registrar.import_changes where ctid = any(array(
       select c.ctid from registrar.import_changes c join registrar.imports i on i.id = c.import_id
       where i.rows_dropped_at is not null or i.state = 'failed' limit ${batch_rows}))`,
  );
  return rowCount === batch_rows;
}

/** Deletes one batch of staged rows; `false` once there are no more. */
export async function deleteBatch(tx: Tx, condition: (typeof staleRows)[number]): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `delete from registrar.import_rows where ctid = any(array(
       select r.ctid from registrar.import_rows r join registrar.imports i on i.id = r.import_id
       where ${condition} limit ${batch_rows}))`,
  );
  return rowCount === batch_rows;
}
