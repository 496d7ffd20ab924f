import { createHash } from 'node:crypto';
import { KEK_BYTES, type KeyEncryptionKey, SealError } from './seal.ts';

/**
 * Names a key-encryption key by the beginning of its SHA-256, so that the same bytes carry the same id on every instance
 * and nobody has to invent one. The id tells nothing about the bytes.
 *
 * @throws SealError when there are not exactly 32 bytes.
 */
export function keyEncryptionKey(bytes: Uint8Array): KeyEncryptionKey {
  if (bytes.length !== KEK_BYTES) {
    throw new SealError(`a key-encryption key has ${KEK_BYTES} bytes, this one has ${bytes.length}`);
  }
  return { id: createHash('sha256').update('key-encryption-key').update(bytes).digest('hex').slice(0, 12), bytes };
}
