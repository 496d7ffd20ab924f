import { describe, expect, it } from '@jest/globals';
import { type FetchImplementation, importJWK, type JWK, SignJWT } from 'jose';
import { verifyAccessToken } from './access-token.ts';
import { generateSigningKey } from './generate-signing-key.ts';
import { remoteJwks } from './remote-jwks.ts';

const now = new Date();
const seconds = Math.floor(now.getTime() / 1000);
const issuer = 'https://id.example';
const audience = 'https://registrar.example';
const pair = await generateSigningKey('ES256', 'k1');

async function token(kid: string, privateJwk: JWK = pair.privateJwk): Promise<string> {
  return new SignJWT({
    iss: issuer,
    aud: audience,
    sub: 's',
    client_id: 'c',
    jti: 'j',
    iat: seconds,
    exp: seconds + 60,
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
    .sign(await importJWK(privateJwk, 'ES256'));
}

function countingFetch(answer: () => Response | Promise<Response>): {
  fetch: FetchImplementation;
  count: () => number;
} {
  let fetches = 0;
  return {
    fetch: async () => {
      fetches += 1;
      return answer();
    },
    count: () => fetches,
  };
}

describe('remoteJwks', () => {
  it('fetches once for many tokens, and hardly more for a flood of invented key ids', async () => {
    const { fetch, count } = countingFetch(() => Response.json({ keys: [pair.publicJwk] }));
    const jwks = remoteJwks('https://id.example/jwks', { fetch, cooldownMs: 100 });
    for (let i = 0; i < 5; i += 1) await verifyAccessToken(await token('k1'), { issuer, audience, jwks, now });
    expect(count()).toBe(1);
    const flood = Array.from({ length: 40 }, async (_, i) =>
      verifyAccessToken(await token(`invented-${i}`), { issuer, audience, jwks, now }),
    );
    for (const one of await Promise.allSettled(flood)) {
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'token.invalid' } });
    }
    expect(count()).toBeLessThanOrEqual(3);
  });

  it('accepts a token whose key was published a moment after the last fetch', async () => {
    const next = await generateSigningKey('ES256', 'k2');
    let published = [pair.publicJwk];
    const jwks = remoteJwks('https://id.example/jwks', {
      fetch: async () => Response.json({ keys: published }),
      cooldownMs: 100,
    });
    await verifyAccessToken(await token('k1'), { issuer, audience, jwks, now });
    published = [pair.publicJwk, next.publicJwk];
    const signed = await token('k2', next.privateJwk);
    await expect(verifyAccessToken(signed, { issuer, audience, jwks, now })).resolves.toMatchObject({ clientId: 'c' });
  });

  it.each<[string, () => Response | Promise<Response>]>([
    ['the address answers 503', () => new Response('', { status: 503 })],
    ['the connection fails', () => Promise.reject(new TypeError('fetch failed'))],
  ])('says that the issuer is unavailable when %s', async (_case, answer) => {
    const jwks = remoteJwks('https://id.example/jwks', countingFetch(answer));
    await expect(verifyAccessToken(await token('k1'), { issuer, audience, jwks, now })).rejects.toMatchObject({
      code: 'upstream.unavailable',
    });
  });

  it('goes on with the last set while the issuer is silent, and no longer than that', async () => {
    let silent = false;
    const { fetch, count } = countingFetch(() => {
      if (silent) throw new TypeError('fetch failed');
      return Response.json({ keys: [pair.publicJwk] });
    });
    const jwks = remoteJwks('https://id.example/jwks', { fetch, cacheMs: 0, cooldownMs: 0, staleMs: 60_000 });
    const strict = remoteJwks('https://id.example/jwks', { fetch, cacheMs: 0, cooldownMs: 0, staleMs: -1 });
    for (const set of [jwks, strict]) await verifyAccessToken(await token('k1'), { issuer, audience, jwks: set, now });
    silent = true;
    const before = count();
    for (let i = 0; i < 3; i += 1) await verifyAccessToken(await token('k1'), { issuer, audience, jwks, now });
    expect(count() - before).toBe(1);
    await expect(verifyAccessToken(await token('k1'), { issuer, audience, jwks: strict, now })).rejects.toMatchObject({
      code: 'upstream.unavailable',
    });
  });

  it('refuses what a key signed that was withdrawn, as soon as the set is fetched anew', async () => {
    const next = await generateSigningKey('ES256', 'k2');
    let published = [pair.publicJwk];
    const jwks = remoteJwks('https://id.example/jwks', {
      fetch: async () => Response.json({ keys: published }),
      cacheMs: 0,
      cooldownMs: 0,
    });
    await verifyAccessToken(await token('k1'), { issuer, audience, jwks, now });
    published = [next.publicJwk];
    await expect(verifyAccessToken(await token('k1'), { issuer, audience, jwks, now })).rejects.toMatchObject({
      code: 'token.invalid',
    });
  });
});
