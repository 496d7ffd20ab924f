import type { Db, Tx } from '@onecampus/database';
import type { RequestOnce } from '../rules/request-once.ts';

/**
 * Takes a key for this transaction; `false` where it was taken before. Waits for another transaction that holds the same
 * key: it may yet roll back.
 */
export async function takeKey(tx: Tx, once: RequestOnce): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `insert into card_issuer.idempotency_keys (client_id, key, request_hash) values (?, ?, ?)
     on conflict (client_id, key) do nothing
     returning key`,
    [once.clientId, once.key, once.requestHash],
  );
  return rows.length === 1;
}

export async function keepAnswer(tx: Tx, once: RequestOnce, answer: object): Promise<void> {
  await tx.raw(`update card_issuer.idempotency_keys set answer = ? where client_id = ? and key = ?`, [
    JSON.stringify(answer),
    once.clientId,
    once.key,
  ]);
}

export async function findAnswer(
  tx: Tx,
  once: RequestOnce,
): Promise<{ requestHash: string; answer: unknown } | undefined> {
  const { rows } = await tx.raw<{ rows: { requestHash: string; answer: unknown }[] }>(
    `select request_hash as "requestHash", answer from card_issuer.idempotency_keys where client_id = ? and key = ?`,
    [once.clientId, once.key],
  );
  return rows[0];
}

/** Forgets the keys taken before an instant; how many there were. */
export async function purgeKeys(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `delete from card_issuer.idempotency_keys where created_at < ?`,
    [before],
  );
  return rowCount;
}
