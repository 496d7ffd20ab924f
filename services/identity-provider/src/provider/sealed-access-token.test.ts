import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { accessTokenSeal } from './sealed-access-token.ts';

const day_ms = 86_400_000;
const kek = { id: 'one', bytes: randomBytes(32) };
const payload = { iat: 1, exp: 2, jti: 'x', kind: 'AccessToken', grantId: 'grant', accountId: 'абв', scope: 'openid' };

describe('a sealed access token', () => {
  const now = 20_000 * day_ms;
  const seal = accessTokenSeal(kek, () => now);
  const value = seal.seal(payload);

  it('says what was sealed, to whoever has the key', () => {
    const elsewhere = accessTokenSeal(kek, () => now + day_ms);
    expect(elsewhere.open(value)).toEqual({ ...payload, jti: value });
    expect(Buffer.from(value, 'base64url').toString('latin1')).not.toContain('grant');
    expect(seal.seal(payload)).not.toBe(value);
  });

  it('opens for nobody else, and not days later', () => {
    expect(accessTokenSeal({ id: 'one', bytes: randomBytes(32) }, () => now).open(value)).toBeUndefined();
    for (const days of [-2, 2, 65_536]) {
      expect(accessTokenSeal(kek, () => now + days * day_ms).open(value)).toBeUndefined();
    }
  });

  it('opens only as it was written: each bit counts', () => {
    const bytes = Buffer.from(value, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1 << (at % 8);
      expect(seal.open(changed.toString('base64url'))).toBeUndefined();
    }
    expect(seal.open(bytes.subarray(0, -1).toString('base64url'))).toBeUndefined();
  });

  it.each([
    '',
    'a',
    '.',
    `${value}=`,
    `${value} `,
    ` ${value}`,
    value.slice(0, -1),
    `${value}A`,
    'A'.repeat(10_000),
    'я',
  ])('is nothing else (%#)', (other) => {
    expect(seal.open(other)).toBeUndefined();
  });

  it('has one spelling', () => {
    const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const spellings = [...last].map((letter) => value.slice(0, -1) + letter);
    expect(spellings.filter((one) => seal.open(one) !== undefined)).toEqual([value]);
  });
});
