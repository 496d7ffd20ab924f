import { hkdfSync } from 'node:crypto';
import type { KeyEncryptionKey } from './seal.ts';

/**
 * A 256-bit key for one purpose, the same on every instance (HKDF-SHA256, RFC 5869). It tells nothing about the
 * key-encryption key or about the keys of other purposes, so what leaks of one harms no other.
 *
 * @param purpose names the use and nothing else, for example `refresh-successor`; another name is another key.
 */
export function deriveKey(kek: KeyEncryptionKey, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', derivationRoot(kek), 'one campus', `derived key: ${purpose}`, 32));
}

/** What keys are derived from. It outlives a change of the key-encryption key: what was hashed cannot be hashed anew. */
export function derivationRoot(kek: KeyEncryptionKey): Uint8Array {
  return kek.root ?? kek.bytes;
}
