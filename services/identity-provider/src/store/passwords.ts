import type { Db } from '@onecampus/database';

export type StoredPassword = { readonly hash: string; readonly changedAt: Date };

/** The password of one account; none where its owner signs in otherwise. */
export async function findPassword(db: Db, personId: string): Promise<StoredPassword | undefined> {
  const { rows } = await db.raw<{ rows: StoredPassword[] }>(
    'select hash, changed_at as "changedAt" from identity_provider.passwords where person_id = ?',
    [personId],
  );
  return rows[0];
}
