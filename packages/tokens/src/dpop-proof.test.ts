import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { seenProofs, verifyDpopProof } from './dpop-proof.ts';

const now = new Date('2026-09-01T09:00:00Z');
const url = 'https://cards.example/api/v1/cards';
let key: { privateKey: CryptoKey; publicJwk: JWK; jkt: string };

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const publicJwk = await exportJWK(publicKey);
  key = { privateKey, publicJwk, jkt: await calculateJwkThumbprint(publicJwk) };
});

async function proof(change: Record<string, unknown> = {}, header: Record<string, unknown> = {}, by = key) {
  const ath = createHash('sha256').update('token').digest('base64url');
  return new SignJWT({ htm: 'POST', htu: url, ath, iat: now.getTime() / 1_000, jti: 'one', ...change })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: by.publicJwk, ...header })
    .sign(by.privateKey);
}

const verify = async (given: string | undefined, change: Partial<Parameters<typeof verifyDpopProof>[1]> = {}) =>
  verifyDpopProof(given, {
    method: 'POST',
    url,
    accessToken: 'token',
    jkt: key.jkt,
    now,
    firstUse: seenProofs(),
    ...change,
  });

describe('verifyDpopProof', () => {
  it('accepts the proof of this request, with any query', async () => {
    await verify(await proof());
    await verify(await proof(), { url: `${url}?page=2` });
    await verify(await proof({ iat: now.getTime() / 1_000 - 55 }));
  });

  it.each([
    ['another method', { htm: 'GET' }, {}],
    ['another address', { htu: 'https://cards.example/api/v1/other' }, {}],
    ['another host', { htu: 'https://evil.example/api/v1/cards' }, {}],
    ['another token', { ath: 'x' }, {}],
    ['no token', { ath: undefined }, {}],
    ['an old time', { iat: 1 }, {}],
    ['a time to come', { iat: now.getTime() / 1_000 + 61 }, {}],
    ['no time', { iat: undefined }, {}],
    ['no id', { jti: undefined }, {}],
    ['an end that is past', { exp: 1 }, {}],
    ['another type', {}, { typ: 'JWT' }],
  ])('refuses a proof with %s', async (_name, change, header) => {
    await expect(verify(await proof(change, header))).rejects.toMatchObject({
      code: expect.stringMatching(/^token\.(invalid|expired)$/),
    });
  });

  it('refuses another key, none, and a private one', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const publicJwk = await exportJWK(publicKey);
    const other = { privateKey, publicJwk, jkt: await calculateJwkThumbprint(publicJwk) };
    await expect(verify(await proof({}, {}, other))).rejects.toMatchObject({ code: 'token.invalid' });
    await expect(verify(undefined)).rejects.toMatchObject({ code: 'token.invalid' });
    const whole = await exportJWK(privateKey);
    await expect(verify(await proof({}, { jwk: whole }, other), { jkt: other.jkt })).rejects.toMatchObject({
      code: 'token.invalid',
    });
  });

  it('takes a proof once, and forgets it when it is too old to be taken', async () => {
    const firstUse = seenProofs();
    const given = await proof();
    await verify(given, { firstUse });
    await expect(verify(given, { firstUse })).rejects.toMatchObject({ code: 'token.invalid' });
    expect(firstUse('another', now.getTime() / 1_000 + 200)).toBe(true);
    expect(firstUse('another', now.getTime() / 1_000 + 200)).toBe(false);
  });
});
