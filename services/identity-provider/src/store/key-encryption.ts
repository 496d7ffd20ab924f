import type { Db, Tx } from '@onecampus/database';

/** Whoever holds this lock is the only one to say which key seals, or to join those who seal, until its transaction ends. */
export async function lockKeyEncryption(tx: Tx): Promise<void> {
  await tx.raw(`select pg_advisory_xact_lock(hashtext('identity_provider.key_encryption'))`);
}

export type SealingKey = { readonly id: string; readonly since: Date };

export async function findSealingKey(db: Db): Promise<SealingKey | undefined> {
  const { rows } = await db.raw<{ rows: SealingKey[] }>(
    `select id, since from identity_provider.key_encryption_keys where state = 'sealing'`,
  );
  return rows[0];
}

/** The one that sealed until now only opens from here on. The caller holds the lock. */
export async function setSealingKey(tx: Tx, id: string): Promise<void> {
  await tx.raw(
    `update identity_provider.key_encryption_keys set state = 'former', since = now() where state = 'sealing'`,
  );
  await tx.raw(
    `insert into identity_provider.key_encryption_keys (id, state) values (?, 'sealing')
     on conflict (id) do update set state = 'sealing', since = now()`,
    [id],
  );
}

export async function findDerivationRoot(db: Db): Promise<{ id: string; sealed: string } | undefined> {
  const { rows } = await db.raw<{ rows: { id: string; sealed: string }[] }>(
    'select id, sealed_root as sealed from identity_provider.derivation_root',
  );
  return rows[0];
}

export async function insertDerivationRoot(
  tx: Tx,
  root: { readonly id: string; readonly sealed: string },
): Promise<void> {
  await tx.raw('insert into identity_provider.derivation_root (id, sealed_root) values (?, ?)', [root.id, root.sealed]);
}

/** What one running instance has, by the names of the keys. */
export interface KeyHolding {
  readonly instanceId: string;
  readonly knows: readonly string[];
  readonly sealsWith: string;
  readonly seenAt: Date;
}

export async function noteKeyHolding(db: Db, holding: Omit<KeyHolding, 'seenAt'>): Promise<void> {
  await db.raw(
    `with gone as (delete from identity_provider.key_holdings where seen_at < now() - interval '1 day')
     insert into identity_provider.key_holdings (instance_id, knows, seals_with) values (?, ?, ?)
     on conflict (instance_id) do update set knows = excluded.knows, seals_with = excluded.seals_with, seen_at = now()`,
    [holding.instanceId, [...holding.knows], holding.sealsWith] as never,
  );
}

export async function deleteKeyHolding(db: Db, instanceId: string): Promise<void> {
  await db.raw('delete from identity_provider.key_holdings where instance_id = ?', [instanceId]);
}

export async function listKeyHoldings(db: Db, seenWithinSeconds: number): Promise<KeyHolding[]> {
  const { rows } = await db.raw<{ rows: KeyHolding[] }>(
    `select instance_id as "instanceId", knows, seals_with as "sealsWith", seen_at as "seenAt"
     from identity_provider.key_holdings where seen_at > now() - make_interval(secs => ?) order by instance_id`,
    [seenWithinSeconds],
  );
  return rows;
}
