import type { Db } from '@onecampus/database';
import { dead_epoch } from './sessions.ts';

export type StoredGrant = {
  readonly id: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly payload: Record<string, unknown>;
  readonly expiresAt: Date;
  /** That of the session it was given in; a grant that carries another one than its account is none. */
  readonly epoch?: number | undefined;
};

export async function findGrant(db: Db, id: string): Promise<StoredGrant | undefined> {
  const { rows } = await db.raw<{ rows: StoredGrant[] }>(
    `select g.id, g.account_id as "accountId", g.client_id as "clientId", g.payload, g.expires_at as "expiresAt", g.epoch
     from identity_provider.grants g left join identity_provider.accounts account on account.reference_id = g.account_id
     where g.id = ? and coalesce(account.epoch, g.epoch) = g.epoch`,
    [id],
  );
  return rows[0];
}

export async function saveGrant(db: Db, grant: StoredGrant): Promise<void> {
  await db.raw(
    `insert into identity_provider.grants (id, account_id, client_id, payload, expires_at, epoch)
     values (?, ?, ?, ?, ?, ?)
     on conflict (id) do update set payload = excluded.payload, expires_at = excluded.expires_at`,
    [
      grant.id,
      grant.accountId,
      grant.clientId,
      JSON.stringify(grant.payload),
      grant.expiresAt,
      grant.epoch ?? dead_epoch,
    ] as never,
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
