import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { deriveKey } from './derive-key.ts';
import { keyEncryptionKey } from './key-encryption-key.ts';
import { keyEncryptionRing } from './key-encryption-ring.ts';
import { open, SealError, seal, sealedUnder } from './seal.ts';

const [a, b, c] = [1, 2, 3].map(() => keyEncryptionKey(randomBytes(32))) as [
  ReturnType<typeof keyEncryptionKey>,
  ReturnType<typeof keyEncryptionKey>,
  ReturnType<typeof keyEncryptionKey>,
];

describe('a ring of key-encryption keys', () => {
  it('opens with every key and seals with the one that is named', () => {
    const ring = keyEncryptionRing([a, b]);
    const before = seal('secret', ring, 'here');
    expect(sealedUnder(before)).toBe(a.id);
    ring.sealWith(b.id);
    const after = seal('secret', ring, 'here');
    expect(sealedUnder(after)).toBe(b.id);
    for (const sealed of [before, after]) expect(open(sealed, ring, 'here')).toBe('secret');
    for (const sealed of [before, after]) expect(() => open(sealed, ring, 'there')).toThrow(SealError);
    expect(() => open(seal('secret', c, 'here'), ring, 'here')).toThrow(SealError);
  });

  it('goes on with the key that it has where it lacks the one that should seal, and says so', () => {
    const ring = keyEncryptionRing([a]);
    ring.sealWith(b.id);
    expect([ring.id, ring.lacks]).toEqual([a.id, b.id]);
    ring.sealWith(a.id);
    expect(ring.lacks).toBeUndefined();
  });

  it('derives from its root whichever key seals', () => {
    const ring = keyEncryptionRing([a, b]);
    expect(deriveKey(ring, 'x')).toEqual(deriveKey(a, 'x'));
    ring.deriveFrom(a.bytes);
    ring.sealWith(b.id);
    expect(deriveKey(ring, 'x')).toEqual(deriveKey(a, 'x'));
    expect(deriveKey(ring, 'x')).not.toEqual(deriveKey(b, 'x'));
  });
});
