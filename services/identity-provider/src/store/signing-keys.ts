import type { Db, Tx } from '@onecampus/database';
import type { SigningKey, SigningKeyState } from '@onecampus/tokens';

export type StoredSigningKey = SigningKey & {
  readonly sealedPrivateJwk: string | null;
  readonly withdrawnBecause?: string | null;
};

export async function listSigningKeys(db: Db): Promise<StoredSigningKey[]> {
  const { rows } = await db.raw<{ rows: StoredSigningKey[] }>(
    `select kid, alg, state, state_since as "stateSince", public_jwk as "publicJwk", sealed_private_jwk as "sealedPrivateJwk",
            withdrawn_because as "withdrawnBecause"
     from identity_provider.signing_keys order by state_since desc, kid`,
  );
  return rows;
}

export async function insertSigningKey(tx: Tx, key: StoredSigningKey): Promise<void> {
  await tx.raw(
    `insert into identity_provider.signing_keys (kid, alg, state, state_since, public_jwk, sealed_private_jwk)
     values (?, ?, ?, ?, ?, ?)`,
    [key.kid, key.alg, key.state, key.stateSince, JSON.stringify(key.publicJwk), key.sealedPrivateJwk] as never,
  );
}

/** Moves a key on; its private half is erased when it is withdrawn. */
export async function setSigningKeyState(tx: Tx, kid: string, state: SigningKeyState, since: Date): Promise<void> {
  await tx.raw(
    `update identity_provider.signing_keys
     set state = :state, state_since = :since,
         sealed_private_jwk = case when :state = 'withdrawn' then null else sealed_private_jwk end
     where kid = :kid`,
    { kid, state, since } as never,
  );
}

/** Withdraws a key before its time, and says why; its private half is erased. */
export async function withdrawSigningKey(tx: Tx, kid: string, since: Date, because: string): Promise<void> {
  await tx.raw(
    `update identity_provider.signing_keys
     set state = 'withdrawn', state_since = ?, sealed_private_jwk = null, withdrawn_because = ? where kid = ?`,
    [since, because, kid],
  );
}

/** Whoever holds this lock is the only one to change keys, on whatever instance, until its transaction ends. */
export async function lockKeys(tx: Tx): Promise<void> {
  await tx.raw(`select pg_advisory_xact_lock(hashtext('identity_provider.keys'))`);
}
