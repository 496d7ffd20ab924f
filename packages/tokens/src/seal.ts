import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** 256 bits that live outside the database, and the name they are known by in the envelopes. */
type NamedKey = { readonly id: string; readonly bytes: Uint8Array };

/** A key-encryption key: what is sealed from now on is sealed with it. */
export type KeyEncryptionKey = NamedKey & {
  /** Those that only open, while one key takes the place of another (key-encryption-ring.ts). */
  readonly others?: readonly NamedKey[];
  /** What the keys of single purposes are derived from (derive-key.ts); the key's own bytes where nothing else is named. */
  readonly root?: Uint8Array | undefined;
};

const VERSION = 'v1';
/** AES-256. */
export const KEK_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The sealed value cannot be opened: another key, another place, or changed bytes. Never says which bytes. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/**
 * Encrypts a secret for storage: AES-256-GCM (NIST SP 800-38D) under a fresh random 96-bit nonce.
 *
 * @param context where the value is stored, for example `signing_keys.private_jwk:<kid>`. It is authenticated but not
 *   stored, so a sealed value copied into another row or column does not open there.
 * @returns `v1.<key id>.<nonce>.<ciphertext and tag>`, the last two in base64url.
 */
export function seal(plaintext: string, kek: KeyEncryptionKey, context: string): string {
  const key = checkedKey(kek);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData(kek.id, context));
  const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, kek.id, nonce.toString('base64url'), body.toString('base64url')].join('.');
}

/**
 * Opens what {@link seal} made with the same key, or one of the others at hand, and the same context.
 *
 * @throws SealError when the form is not ours, the key is another one, or the bytes or the context do not match.
 */
export function open(sealed: string, kek: KeyEncryptionKey, context: string): string {
  checkedKey(kek);
  const [version, keyId, nonceText, bodyText, ...rest] = sealed.split('.');
  if (version !== VERSION || keyId === undefined || !nonceText || !bodyText || rest.length > 0) {
    throw new SealError('not a sealed value: expected v1.<key id>.<nonce>.<ciphertext>');
  }
  const named = [kek, ...(kek.others ?? [])].find((one) => one.id === keyId);
  if (named === undefined) {
    throw new SealError(`sealed under key "${keyId}", but the key at hand is "${kek.id}"`);
  }
  const key = checkedKey(named);
  const nonce = Buffer.from(nonceText, 'base64url');
  const body = Buffer.from(bodyText, 'base64url');
  if (nonce.length !== NONCE_BYTES || body.length < TAG_BYTES) throw new SealError('the sealed value is cut short');

  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData(keyId, context));
  decipher.setAuthTag(body.subarray(-TAG_BYTES));
  try {
    return decipher.update(body.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch (cause) {
    throw new SealError(`does not open for "${context}": other key bytes, another place, or changed data`, { cause });
  }
}

/** The name of the key that something was sealed under; `undefined` for what is not sealed. */
export function sealedUnder(sealed: string): string | undefined {
  const [version, keyId] = sealed.split('.');
  return version === VERSION ? keyId : undefined;
}

/** JSON keeps the two parts apart whatever characters they contain. */
function additionalData(keyId: string, context: string): Buffer {
  return Buffer.from(JSON.stringify([VERSION, keyId, context]), 'utf8');
}

function checkedKey({ id, bytes }: NamedKey): Uint8Array {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) throw new SealError('a key id is 1 to 64 letters, digits, "-" or "_"');
  if (bytes.length !== KEK_BYTES) {
    throw new SealError(`a key-encryption key has ${KEK_BYTES} bytes, this one has ${bytes.length}`);
  }
  return bytes;
}
