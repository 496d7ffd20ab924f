import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { keyEncryptionKey } from './key-encryption-key.ts';
import { open, SealError, seal } from './seal.ts';

const kek = { id: 'kek-1', bytes: randomBytes(32) };
const place = 'signing_keys.private_jwk:a';

describe('seal and open', () => {
  it('give the secret back in its own place', () => {
    for (const secret of ['', 'x', 'ключ подписи', 'y'.repeat(10_000)]) {
      expect(open(seal(secret, kek, place), kek, place)).toBe(secret);
    }
  });

  it('never make the same envelope twice', () => {
    expect(seal('secret', kek, place)).not.toBe(seal('secret', kek, place));
  });

  it('do not open a value that was copied to another row', () => {
    expect(() => open(seal('secret', kek, place), kek, 'signing_keys.private_jwk:b')).toThrow(SealError);
  });

  it('do not open with other bytes under the same key id', () => {
    expect(() => open(seal('secret', kek, place), { id: 'kek-1', bytes: randomBytes(32) }, place)).toThrow(SealError);
  });

  it('name both keys when the key is another one', () => {
    expect(() => open(seal('secret', kek, place), { id: 'kek-2', bytes: kek.bytes }, place)).toThrow(
      /under key "kek-1".*is "kek-2"/,
    );
  });

  it('notice every changed character of the nonce, the ciphertext and the tag', () => {
    const sealed = seal('secret', kek, place);
    const start = sealed.indexOf('.', sealed.indexOf('.') + 1) + 1;
    for (let at = start; at < sealed.length - 1; at += 1) {
      if (sealed[at] === '.') continue;
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
      expect(() => open(changed, kek, place)).toThrow(SealError);
    }
  });

  it.each([
    '',
    'v1',
    'v1.kek-1',
    'v1.kek-1.a',
    'v2.kek-1.AAAAAAAAAAAAAAAA.AAAA',
    'v1.kek-1.AAAAAAAAAAAAAAAA.AAAA',
    'v1.kek-1.AAAAAAAAAAAAAAAA.AAAA.x',
  ])('refuse the form %j', (text) => {
    expect(() => open(text, kek, place)).toThrow(SealError);
  });

  it('refuse a key of the wrong length', () => {
    expect(() => seal('secret', { id: 'short', bytes: randomBytes(16) }, place)).toThrow(/32 bytes, this one has 16/);
  });
});

describe('keyEncryptionKey', () => {
  it('gives the same bytes the same id and other bytes another', () => {
    const bytes = randomBytes(32);
    expect(keyEncryptionKey(bytes).id).toBe(keyEncryptionKey(Uint8Array.from(bytes)).id);
    expect(keyEncryptionKey(bytes).id).not.toBe(keyEncryptionKey(randomBytes(32)).id);
  });

  it.each([0, 16, 31, 33])('refuses %d bytes', (length) => {
    expect(() => keyEncryptionKey(randomBytes(length))).toThrow(SealError);
  });
});
