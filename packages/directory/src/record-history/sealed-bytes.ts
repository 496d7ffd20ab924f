import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const FORM = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256. */
export const KEY_BYTES = 32;

/**
 * Encrypts for a `bytea` column: AES-256-GCM (NIST SP 800-38D) under a fresh random 96-bit nonce. packages/tokens seals text
 * for text columns; here there are thousands in one statement, and every byte of them is stored.
 *
 * @param context where the value is stored, for example `data_keys:<record>`; authenticated but not stored, so that sealed
 *   bytes copied into another row do not open there.
 * @returns one byte that names the form, nonce, ciphertext, tag.
 */
export function sealBytes(key: Uint8Array, plaintext: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  return Buffer.concat([Buffer.of(FORM), nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what {@link sealBytes} made with the same key and context. @throws Error that names the context and no bytes. */
export function openBytes(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  if (sealed.length <= NONCE_BYTES + TAG_BYTES || sealed[0] !== FORM) {
    throw new Error(`${context}: not a sealed value, or cut short`);
  }
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(context, 'utf8'));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new Error(`${context} does not open: another key, another place, or changed bytes`, { cause });
  }
}
