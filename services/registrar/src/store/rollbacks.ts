import type { Db, Tx } from '@onecampus/database';
import type { RollbackCounts } from '@onecampus/directory';

/** The moment that everything written by an import carries, in full precision; null where it was never applied. */
export async function findEffectiveAt(db: Db, importId: string): Promise<string | null> {
  const { rows } = await db.raw<{ rows: { at: string | null }[] }>(
    'select effective_at::text as at from registrar.imports where id = ?',
    [importId],
  );
  return rows[0]?.at ?? null;
}

/** Hands the import's own effects to the rollback in hand. */
export async function fillEffects(tx: Tx, importId: string): Promise<void> {
  await tx.raw('insert into back_effects select effect, entity_id from registrar.import_effects where import_id = ?', [
    importId,
  ]);
}

/** Names the runs of the source that were undone before: what they changed does not count as changed. */
export async function fillUndone(tx: Tx, sourceId: string): Promise<void> {
  await tx.raw(
    `insert into back_undone select id from registrar.imports where source_id = ? and state = 'rolled-back'`,
    [sourceId],
  );
}

/** False where the import is not applied any longer: of two rollbacks one wins. */
export async function markRolledBack(
  tx: Tx,
  importId: string,
  done: { readonly by: string; readonly counts: RollbackCounts },
): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `update registrar.imports set state = 'rolled-back', rolled_back_at = now(), rolled_back_by = ?, rollback_counts = ?
     where id = ? and state = 'applied'
     returning id`,
    [done.by, JSON.stringify(done.counts), importId],
  );
  return rows.length === 1;
}
