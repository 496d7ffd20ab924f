import type { SignedCheckpoint } from '@onecampus/audit-chain';
import type { Tx } from '@onecampus/database';

interface Row {
  readonly chain: string;
  readonly n: string;
  readonly hash: Buffer;
  readonly signed_at: Date;
  readonly key_id: string;
  readonly signature: string;
}

const columns = 'chain, n, hash, signed_at, key_id, signature';

function checkpointOf({ chain, n, hash, signed_at, key_id, signature }: Row): SignedCheckpoint {
  return { chain, n: Number(n), hash: hash.toString('hex'), at: signed_at.toISOString(), key_id, signature };
}

/** Adds a checkpoint; the first one of a number stays. */
export async function insertCheckpoint(tx: Tx, one: SignedCheckpoint): Promise<void> {
  await tx.raw(
    `insert into directory.audit_checkpoints (${columns}) values (?, ?, decode(?, 'hex'), ?, ?, ?) on conflict do nothing`,
    [one.chain, one.n, one.hash, one.at, one.key_id, one.signature],
  );
}

export async function findLastCheckpoint(tx: Tx, chain: string): Promise<SignedCheckpoint | undefined> {
  const { rows } = await tx.raw<{ rows: Row[] }>(
    `select ${columns} from directory.audit_checkpoints where chain = ? order by n desc limit 1`,
    [chain],
  );
  return rows[0] && checkpointOf(rows[0]);
}

export async function findCheckpoint(tx: Tx, chain: string, n: number): Promise<SignedCheckpoint | undefined> {
  const { rows } = await tx.raw<{ rows: Row[] }>(
    `select ${columns} from directory.audit_checkpoints where chain = ? and n = ?`,
    [chain, n],
  );
  return rows[0] && checkpointOf(rows[0]);
}

/** Checkpoints behind number `after`, oldest first. */
export async function readCheckpoints(
  tx: Tx,
  chain: string,
  after: number,
  limit: number,
): Promise<SignedCheckpoint[]> {
  const { rows } = await tx.raw<{ rows: Row[] }>(
    `select ${columns} from directory.audit_checkpoints where chain = ? and n > ? order by n limit ?`,
    [chain, after, limit],
  );
  return rows.map(checkpointOf);
}
