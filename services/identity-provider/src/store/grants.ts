import type { Db } from '@onecampus/database';

export type StoredGrant = {
  readonly id: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly payload: Record<string, unknown>;
  readonly expiresAt: Date;
};

export async function findGrant(db: Db, id: string): Promise<StoredGrant | undefined> {
  const { rows } = await db.raw<{ rows: StoredGrant[] }>(
    `select id, account_id as "accountId", client_id as "clientId", payload, expires_at as "expiresAt"
     from identity_provider.grants where id = ?`,
    [id],
  );
  return rows[0];
}

export async function saveGrant(db: Db, grant: StoredGrant): Promise<void> {
  await db.raw(
    `insert into identity_provider.grants (id, account_id, client_id, payload, expires_at)
     values (?, ?, ?, ?, ?)
     on conflict (id) do update set payload = excluded.payload, expires_at = excluded.expires_at`,
    [grant.id, grant.accountId, grant.clientId, JSON.stringify(grant.payload), grant.expiresAt] as never,
  );
}

/** Withdraws a grant; its refresh tokens go with it (on delete cascade). */
export async function deleteGrant(db: Db, id: string): Promise<void> {
  await db.raw('delete from identity_provider.grants where id = ?', [id]);
}

/** Withdraws all that an account granted, and says which grants those were. */
export async function deleteGrantsOfAccount(db: Db, accountId: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    'delete from identity_provider.grants where account_id = ? returning id',
    [accountId],
  );
  return rows.map((row) => row.id);
}
