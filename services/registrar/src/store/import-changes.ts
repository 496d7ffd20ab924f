import type { Db, Tx } from '@onecampus/database';
import type { RollPreviewLine } from '@onecampus/directory';

/** Keeps what the compared roll in this session would change, in full; what an earlier comparison found is forgotten. */
export async function keepChanges(tx: Tx, of: { readonly id: string; readonly universityId: string }): Promise<void> {
  await forgetChanges(tx, of.id);
  await tx.raw(
    `insert into registrar.import_changes (import_id, university_id, kind, source_key, name, fields, before, after)
     select ?, ?, kind, source_key, name, fields, before, after from roll_lines`,
    [of.id, of.universityId],
  );
}

async function forgetChanges(tx: Tx, importId: string): Promise<void> {
  await tx.raw('delete from registrar.import_changes where import_id = ?', [importId]);
}

/** The next `limit` lines after a place: by kind, then by number. */
export async function listChanges(
  db: Db,
  importId: string,
  after: { readonly kind: string; readonly sourceKey: string; readonly limit: number },
): Promise<RollPreviewLine[]> {
  const { rows } = await db.raw<{ rows: RollPreviewLine[] }>(
    `select kind, source_key as "sourceKey", name, fields, before, after
     from registrar.import_changes
     where import_id = ? and (kind, source_key) > (?, ?)
     order by kind, source_key limit ?`,
    [importId, after.kind, after.sourceKey, after.limit],
  );
  return rows;
}
