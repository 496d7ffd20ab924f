import { createHash } from 'node:crypto';
import { canonicalText } from './canonical-text.ts';
import { type AuditKey, type PublicKey, signatureHolds } from './keys.ts';

/** What the operator puts his name to: "the first n entries of this chain end in this hash". */
export interface Checkpoint {
  readonly chain: string;
  readonly n: number;
  /** Hash of link n, hex. */
  readonly hash: string;
  /** ISO 8601. */
  readonly at: string;
  readonly key_id: string;
}

export interface SignedCheckpoint extends Checkpoint {
  /** Ed25519 over the statement, base64url. */
  readonly signature: string;
}

/** The signed text names its own kind, so that no signature over one kind of statement serves as one over another. */
function checkpointStatement({ chain, n, hash, at, key_id }: Checkpoint): object {
  return { type: 'onecampus.audit.checkpoint.v1', chain, n, hash, at, key_id };
}

export function signCheckpoint(head: Omit<Checkpoint, 'key_id'>, key: AuditKey): SignedCheckpoint {
  const checkpoint = { ...head, key_id: key.keyId };
  return { ...checkpoint, signature: key.sign(checkpointStatement(checkpoint)) };
}

export function checkpointHolds(checkpoint: SignedCheckpoint, key: PublicKey): boolean {
  return checkpoint.key_id === key.keyId && signatureHolds(checkpointStatement(checkpoint), checkpoint.signature, key);
}

/** Names one signed checkpoint, its signature included; hex. */
export function digestOfCheckpoint(checkpoint: SignedCheckpoint): string {
  const text = canonicalText({ ...checkpointStatement(checkpoint), signature: checkpoint.signature });
  return createHash('sha256').update(text).digest('hex');
}
