import { digestOfCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { type AuditKey, type PublicKey, signatureHolds } from './keys.ts';

/** Another university's counter-signature: "I saw this checkpoint then, and it continued what I had seen before". */
export interface Witness {
  readonly chain: string;
  readonly n: number;
  /** Hash of link n, hex. */
  readonly hash: string;
  /** Digest of the signed checkpoint that was seen, hex. */
  readonly checkpoint: string;
  /** Slug of the university that signs. */
  readonly witness: string;
  /** ISO 8601. */
  readonly at: string;
  readonly key_id: string;
}

export interface SignedWitness extends Witness {
  /** Ed25519 over the statement, base64url. */
  readonly signature: string;
}

function witnessStatement({ chain, n, hash, checkpoint, witness, at, key_id }: Witness): object {
  return { type: 'onecampus.audit.witness.v1', chain, n, hash, checkpoint, witness, at, key_id };
}

/** Counter-signs a checkpoint. Whoever calls this has made sure that it continues what he signed before. */
export function signWitness(
  seen: SignedCheckpoint,
  by: { readonly witness: string; readonly at: string },
  key: AuditKey,
): SignedWitness {
  const { chain, n, hash } = seen;
  const statement = { chain, n, hash, checkpoint: digestOfCheckpoint(seen), ...by, key_id: key.keyId };
  return { ...statement, signature: key.sign(witnessStatement(statement)) };
}

export function witnessHolds(witness: SignedWitness, key: PublicKey): boolean {
  return witness.key_id === key.keyId && signatureHolds(witnessStatement(witness), witness.signature, key);
}
