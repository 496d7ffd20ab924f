import type { PublicKey, SignedWitness } from '@onecampus/audit-chain';
import type { Tx } from '@onecampus/database';

interface Row {
  readonly chain: string;
  readonly n: string;
  readonly hash: Buffer;
  readonly checkpoint: Buffer;
  readonly witness: string;
  readonly signed_at: Date;
  readonly key_id: string;
  readonly signature: string;
}

// What the witness saw is not stored twice: its statement holds for the checkpoint as it stands, or not at all.
const columns = 'w.chain, w.n, c.hash, w.checkpoint, w.witness, w.signed_at, w.key_id, w.signature';
const tables = 'directory.audit_witnesses w join directory.audit_checkpoints c using (chain, n)';

function witnessOf(row: Row): SignedWitness {
  return {
    chain: row.chain,
    n: Number(row.n),
    hash: row.hash.toString('hex'),
    checkpoint: row.checkpoint.toString('hex'),
    witness: row.witness,
    at: row.signed_at.toISOString(),
    key_id: row.key_id,
    signature: row.signature,
  };
}

/** Adds a counter-signature; the first one of a key under a checkpoint stays. False where there is one already. */
export async function insertWitness(tx: Tx, one: SignedWitness): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into directory.audit_witnesses (chain, n, witness, key_id, checkpoint, signed_at, signature)
     values (?, ?, ?, ?, decode(?, 'hex'), ?, ?) on conflict do nothing`,
    [one.chain, one.n, one.witness, one.key_id, one.checkpoint, one.at, one.signature],
  );
  return rowCount === 1;
}

/** Counter-signatures of checkpoints behind number `after` up to number `upTo`. */
export async function readWitnesses(tx: Tx, chain: string, after: number, upTo: number): Promise<SignedWitness[]> {
  const { rows } = await tx.raw<{ rows: Row[] }>(
    `select ${columns} from ${tables} where w.chain = ? and w.n > ? and w.n <= ? order by w.n, w.signed_at, w.key_id`,
    [chain, after, upTo],
  );
  return rows.map(witnessOf);
}

/** The last statement that a key made about a chain. */
export async function findLastWitness(tx: Tx, chain: string, keyId: string): Promise<SignedWitness | undefined> {
  const { rows } = await tx.raw<{ rows: Row[] }>(
    `select ${columns} from ${tables} where w.chain = ? and w.key_id = ? order by w.n desc limit 1`,
    [chain, keyId],
  );
  return rows[0] && witnessOf(rows[0]);
}

export interface WitnessKey extends PublicKey {
  readonly universityId: string;
  /** Slug of the university. */
  readonly witness: string;
}

const keyColumns = `k.key_id as "keyId", k.x, k.university_id as "universityId", u.slug as witness`;
const keyTables = 'directory.audit_witness_keys k join directory.universities u on u.id = k.university_id';

/** Adds a university's public key. False where the key is known already. */
export async function insertWitnessKey(tx: Tx, key: Omit<WitnessKey, 'witness'>, by: string): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into directory.audit_witness_keys (key_id, university_id, x, registered_by) values (?, ?, ?, ?) on conflict do nothing`,
    [key.keyId, key.universityId, key.x, by],
  );
  return rowCount === 1;
}

export async function listWitnessKeys(tx: Tx): Promise<WitnessKey[]> {
  const { rows } = await tx.raw<{ rows: WitnessKey[] }>(
    `select ${keyColumns} from ${keyTables} order by k.registered_at, k.key_id`,
  );
  return rows;
}

export async function findWitnessKey(tx: Tx, keyId: string): Promise<WitnessKey | undefined> {
  const { rows } = await tx.raw<{ rows: WitnessKey[] }>(`select ${keyColumns} from ${keyTables} where k.key_id = ?`, [
    keyId,
  ]);
  return rows[0];
}
