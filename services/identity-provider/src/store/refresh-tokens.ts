import type { Db } from '@onecampus/database';

export type StoredRefreshToken = {
  readonly idHash: string;
  readonly grantId: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly payload: Record<string, unknown>;
  readonly consumedAt: Date | null;
  readonly expiresAt: Date;
};

export async function findRefreshToken(db: Db, idHash: string): Promise<StoredRefreshToken | undefined> {
  const { rows } = await db.raw<{ rows: StoredRefreshToken[] }>(
    `select id_hash as "idHash", grant_id as "grantId", account_id as "accountId", client_id as "clientId", payload,
            consumed_at as "consumedAt", expires_at as "expiresAt"
     from identity_provider.refresh_tokens where id_hash = ?`,
    [idHash],
  );
  return rows[0];
}

/**
 * Stores a token of a grant that still stands. Where the grant was withdrawn meanwhile nothing is written: the token was
 * dead before it was born, and whoever shows it is refused like any other unknown one.
 */
export async function saveRefreshToken(db: Db, token: Omit<StoredRefreshToken, 'consumedAt'>): Promise<void> {
  await db.raw(
    `insert into identity_provider.refresh_tokens (id_hash, grant_id, account_id, client_id, payload, expires_at)
     select ?, g.id, ?, ?, ?::jsonb, ?::timestamptz from identity_provider.grants g where g.id = ? for key share
     on conflict (id_hash) do update set payload = excluded.payload, expires_at = excluded.expires_at`,
    [
      token.idHash,
      token.accountId,
      token.clientId,
      JSON.stringify(token.payload),
      token.expiresAt,
      token.grantId,
    ] as never,
  );
}

/** Takes a token out of use; `true` for the one caller who did. */
export async function consumeRefreshToken(db: Db, idHash: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `update identity_provider.refresh_tokens set consumed_at = now()
     where id_hash = ? and consumed_at is null returning 1`,
    [idHash],
  );
  return rows.length === 1;
}

export async function deleteRefreshToken(db: Db, idHash: string): Promise<void> {
  await db.raw('delete from identity_provider.refresh_tokens where id_hash = ?', [idHash]);
}

export async function deleteRefreshTokensOfGrant(db: Db, grantId: string): Promise<void> {
  await db.raw('delete from identity_provider.refresh_tokens where grant_id = ?', [grantId]);
}
