import type { Db, Tx } from '@onecampus/database';

export type StoredTotp = { readonly sealedSecret: string; readonly confirmedAt: Date | null };

export async function findTotp(db: Db, personId: string): Promise<StoredTotp | undefined> {
  const { rows } = await db.raw<{ rows: StoredTotp[] }>(
    `select sealed_secret as "sealedSecret", confirmed_at as "confirmedAt"
     from identity_provider.totp where person_id = ?`,
    [personId],
  );
  return rows[0];
}

/** Keeps a secret that nobody has confirmed yet in the place of an earlier such one; a confirmed one stays. */
export async function beginTotp(db: Db, personId: string, sealedSecret: string): Promise<boolean> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `insert into identity_provider.totp as t (person_id, sealed_secret) values (?, ?)
     on conflict (person_id) do update set sealed_secret = excluded.sealed_secret, created_at = now(), last_step = 0
     where t.confirmed_at is null`,
    [personId, sealedSecret],
  );
  return rowCount === 1;
}

/** Confirms the secret that the code was made with; `false` where another one took its place or it is confirmed. */
export async function confirmTotp(tx: Tx, personId: string, sealedSecret: string, step: number): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update identity_provider.totp set confirmed_at = now(), last_step = ?
     where person_id = ? and sealed_secret = ? and confirmed_at is null and last_step < ?`,
    [step, personId, sealedSecret, step],
  );
  return rowCount === 1;
}

/** Spends a step, in one statement: of any number of callers with the same code one may go on. */
export async function spendTotpStep(tx: Tx, personId: string, sealedSecret: string, step: number): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update identity_provider.totp set last_step = ?
     where person_id = ? and sealed_secret = ? and confirmed_at is not null and last_step < ?`,
    [step, personId, sealedSecret, step],
  );
  return rowCount === 1;
}

export async function deleteTotp(tx: Tx, personId: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: { confirmed: boolean }[] }>(
    'delete from identity_provider.totp where person_id = ? returning confirmed_at is not null as confirmed',
    [personId],
  );
  return rows[0]?.confirmed ?? false;
}
