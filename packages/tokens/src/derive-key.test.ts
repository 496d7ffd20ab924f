import { describe, expect, it } from '@jest/globals';
import { deriveKey } from './derive-key.ts';
import { keyEncryptionKey } from './key-encryption-key.ts';

describe('deriveKey', () => {
  const kek = keyEncryptionKey(new Uint8Array(32).fill(7));

  it('gives every instance the same 32 bytes for one purpose', () => {
    expect(deriveKey(kek, 'a')).toHaveLength(32);
    expect(deriveKey(kek, 'a')).toEqual(deriveKey(keyEncryptionKey(new Uint8Array(32).fill(7)), 'a'));
  });

  it('gives other bytes for another purpose or under another key', () => {
    expect(deriveKey(kek, 'a')).not.toEqual(deriveKey(kek, 'b'));
    expect(deriveKey(kek, 'a')).not.toEqual(deriveKey(keyEncryptionKey(new Uint8Array(32).fill(8)), 'a'));
    expect(deriveKey(kek, 'a')).not.toEqual(Buffer.from(kek.bytes));
  });
});
