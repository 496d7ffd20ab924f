import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { canonicalText } from './canonical-text.ts';

/** An Ed25519 public key (RFC 8032): 32 bytes in base64url, named by its RFC 7638 thumbprint. */
export interface PublicKey {
  readonly keyId: string;
  readonly x: string;
}

export interface AuditKey extends PublicKey {
  /** Signature over a statement's canonical text, in base64url. */
  sign(statement: object): string;
}

const seed_bytes = 32;
/** PKCS #8 of an Ed25519 key (RFC 8410 §7) up to the seed. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A signing key from its secret seed of 32 bytes. @throws RangeError for another length. */
export function auditKey(seed: Uint8Array): AuditKey {
  if (seed.length !== seed_bytes) throw new RangeError(`an audit key has ${seed_bytes} bytes, not ${seed.length}`);
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(key).export({ format: 'jwk' }) as { x: string };
  return {
    ...publicKey(x),
    sign: (statement) => sign(null, Buffer.from(canonicalText(statement)), key).toString('base64url'),
  };
}

/** Names a public key. The name follows from the key, so no list of names can point at another one. */
export function publicKey(x: string): PublicKey {
  const thumbprint = createHash('sha256').update(canonicalText({ crv: 'Ed25519', kty: 'OKP', x }));
  return { keyId: thumbprint.digest('base64url'), x };
}

/** True for 32 bytes in base64url, written the one right way. */
export function isPublicKey(x: unknown): x is string {
  if (typeof x !== 'string' || x.length !== 43) return false;
  return Buffer.from(x, 'base64url').toString('base64url') === x && keyObject(x) !== undefined;
}

/** True where `signature` is that of `key` over the statement's canonical text. Never throws for what others wrote. */
export function signatureHolds(statement: object, signature: string, { x }: PublicKey): boolean {
  const bytes = Buffer.from(signature, 'base64url');
  // One signature, one spelling: a second way to write it would be a byte that changes nothing.
  if (bytes.length !== 64 || bytes.toString('base64url') !== signature) return false;
  const key = keyObject(x);
  return key !== undefined && verify(null, Buffer.from(canonicalText(statement)), key, bytes);
}

function keyObject(x: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch {
    return undefined;
  }
}
