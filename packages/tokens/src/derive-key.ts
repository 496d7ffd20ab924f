import { hkdfSync } from 'node:crypto';
import type { KeyEncryptionKey } from './seal.ts';

/**
 * A 256-bit key for one purpose, the same on every instance (HKDF-SHA256, RFC 5869). It tells nothing about the
 * key-encryption key or about the keys of other purposes, so what leaks of one harms no other.
 *
 * @param purpose names the use and nothing else, for example `refresh-successor`; another name is another key.
 */
export function deriveKey(kek: KeyEncryptionKey, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', kek.bytes, 'one campus', `derived key: ${purpose}`, 32));
}
