import type { Tx } from '@onecampus/database';

/** Keeps a hash for an account that has no password of ours; a later import replaces an earlier one. */
export async function saveImportedPassword(
  tx: Tx,
  imported: { readonly personId: string; readonly hash: string; readonly by: string },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into identity_provider.imported_passwords (person_id, hash, imported_by)
     select :personId, :hash, :by
     where not exists (select from identity_provider.passwords where person_id = :personId)
     on conflict (person_id) do update
       set hash = excluded.hash, imported_by = excluded.imported_by, imported_at = now()`,
    imported as never,
  );
  return rowCount === 1;
}

/** Takes it out, for the one whose password it was; `false` where somebody else did, or another hash took its place. */
export async function takeImportedPassword(tx: Tx, personId: string, hash: string): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    'delete from identity_provider.imported_passwords where person_id = ? and hash = ?',
    [personId, hash],
  );
  return rowCount === 1;
}
