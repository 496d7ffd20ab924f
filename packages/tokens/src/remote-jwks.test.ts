import { describe, expect, it } from '@jest/globals';
import { type FetchImplementation, importJWK, SignJWT } from 'jose';
import { verifyAccessToken } from './access-token.ts';
import { generateSigningKey } from './generate-signing-key.ts';
import { remoteJwks } from './remote-jwks.ts';

const now = new Date();
const seconds = Math.floor(now.getTime() / 1000);
const issuer = 'https://id.example';
const audience = 'https://registrar.example';
const pair = await generateSigningKey('ES256', 'k1');

async function token(kid: string): Promise<string> {
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
    .sign(await importJWK(pair.privateJwk, 'ES256'));
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
  it('fetches once for many tokens, and no more for a flood of unknown key ids right after', async () => {
    const { fetch, count } = countingFetch(() => Response.json({ keys: [pair.publicJwk] }));
    const jwks = remoteJwks('https://id.example/jwks', { fetch });
    for (let i = 0; i < 5; i += 1) await verifyAccessToken(await token('k1'), { issuer, audience, jwks, now });
    for (let i = 0; i < 5; i += 1) {
      await expect(verifyAccessToken(await token(`k${i + 2}`), { issuer, audience, jwks, now })).rejects.toMatchObject({
        code: 'token.invalid',
      });
    }
    expect(count()).toBe(1);
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
});
