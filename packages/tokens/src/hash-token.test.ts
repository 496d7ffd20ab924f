import { describe, expect, it } from '@jest/globals';
import { constantTimeEqual } from './constant-time-equal.ts';
import { hashToken } from './hash-token.ts';

describe('hashToken', () => {
  it('is SHA-256 in base64url (FIPS 180-2, the "abc" vector)', () => {
    expect(hashToken('abc')).toBe(
      Buffer.from('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'hex').toString('base64url'),
    );
  });

  it('is never the value itself', () => {
    expect(hashToken('x'.repeat(43))).not.toContain('xx');
  });
});

describe('constantTimeEqual', () => {
  it.each([
    ['', '', true],
    ['a', 'a', true],
    ['ключ', 'ключ', true],
    ['a', 'b', false],
    ['a', 'aa', false],
    ['a', '', false],
  ])('%j and %j: %s', (a, b, equal) => {
    expect(constantTimeEqual(a, b)).toBe(equal);
  });
});
