import type { Db, Tx } from '@onecampus/database';

export type StoredCookieKey = { readonly id: string; readonly sealedKey: string };

/** The newest first: that one signs. */
export async function listCookieKeys(db: Db): Promise<StoredCookieKey[]> {
  const { rows } = await db.raw<{ rows: StoredCookieKey[] }>(
    'select id, sealed_key as "sealedKey" from identity_provider.cookie_keys order by created_at desc, id desc',
  );
  return rows;
}

export async function insertCookieKey(tx: Tx, key: StoredCookieKey): Promise<void> {
  await tx.raw('insert into identity_provider.cookie_keys (id, sealed_key) values (?, ?)', [key.id, key.sealedKey]);
}
