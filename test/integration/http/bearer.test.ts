import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Serving, serve } from '@onecampus/http';
import { generateSigningKey, type SigningKeyPair, signAccessToken } from '@onecampus/tokens';
import { calculateJwkThumbprint, createLocalJWKSet, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import request from 'supertest';
import { trialApp } from './trial-app.ts';

const issuer = 'https://id.example';
const audience = 'https://cards.example';
const now = new Date('2026-09-01T09:00:00Z');

describe('bearer access tokens', () => {
  let key: SigningKeyPair;
  let trial: ReturnType<typeof trialApp>;
  const sign = (claims: { scope?: string[]; audience?: string; issuer?: string } = {}, at = now) =>
    signAccessToken(
      {
        issuer,
        audience,
        sub: 'desk',
        clientId: 'desk',
        scope: ['cards.read'],
        jti: 'j',
        lifetimeSeconds: 60,
        ...claims,
      },
      key.privateJwk,
      at,
    );
  const post = (authorization?: string, path = '/api/v1/private') => {
    const sent = request(trial.app).post(path).send({});
    return authorization === undefined ? sent : sent.set('Authorization', authorization);
  };
  beforeAll(async () => {
    key = await generateSigningKey('ES256', 'k');
    const jwks = createLocalJWKSet({ keys: [key.publicJwk] });
    trial = trialApp({ access: { issuer, audience, jwks, clock: { now: () => now } } });
  });

  it('lets a client of ours pass, however it writes the scheme', async () => {
    const token = await sign();
    await post(`Bearer ${token}`).expect(200, { actor: 'client:desk', clientId: 'desk' });
    await post(`bearer ${token}`).expect(200);
  });

  it('asks for a token where there is none, without an error code (RFC 6750 §3.1)', async () => {
    for (const none of [undefined, '', 'Bearer', 'Bearer ', 'Basic ZGVzazpzZWNyZXQ=', 'Token abc']) {
      const answer = await post(none).expect(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
  });

  it('takes a token that is bound to a key from whoever holds the key, and from nobody else', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const jwk = await exportJWK(publicKey);
    const [seconds, jkt] = [now.getTime() / 1_000, await calculateJwkThumbprint(jwk)];
    const bound = await new SignJWT({ client_id: 'desk', scope: 'cards.read', cnf: { jkt } })
      .setProtectedHeader({ alg: 'ES256', kid: 'k', typ: 'at+jwt' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject('desk')
      .setJti('bound')
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 60)
      .sign(await importJWK(key.privateJwk, 'ES256'));
    const proof = (token: string, jti: string) =>
      new SignJWT({
        htm: 'POST',
        htu: `${audience}/api/v1/private`,
        iat: seconds,
        jti,
        ath: createHash('sha256').update(token).digest('base64url'),
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
        .sign(privateKey);
    const first = await proof(bound, 'first');
    await post(`DPoP ${bound}`).set('DPoP', first).expect(200);
    await post(`DPoP ${bound}`).set('DPoP', first).expect(401);
    await post(`DPoP ${bound}`).expect(401);
    await post(`Bearer ${bound}`).expect(401);
    await post(`Bearer ${bound}`)
      .set('DPoP', await proof(bound, 'second'))
      .expect(401);
    const unbound = await sign();
    await post(`DPoP ${unbound}`)
      .set('DPoP', await proof(unbound, 'third'))
      .expect(401);
  });

  it('refuses what is no token of ours', async () => {
    const past = new Date(now.getTime() - 3_600_000);
    const wrong = [
      'Bearer x',
      'Bearer eyJhbGciOiJub25lIn0.e30.',
      `Bearer ${await sign({ audience: 'https://other.example' })}`,
      `Bearer ${await sign({ issuer: 'https://other.example' })}`,
      `Bearer ${await sign({}, past)}`,
      `Bearer ${(await sign()).slice(0, -3)}AAA`,
    ];
    for (const one of wrong) {
      const answer = await post(one).expect(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
    }
    expect(trial.logText()).not.toContain((await sign()).split('.')[2]);
  });

  it('refuses a token without the scope', async () => {
    const answer = await post(`Bearer ${await sign({ scope: ['cards.write'] })}`).expect(403);
    expect(answer.headers['www-authenticate']).toBe('Bearer error="insufficient_scope"');
  });

  it('does not look for a token in the address or the body', async () => {
    const token = await sign();
    await post(undefined, `/api/v1/private?access_token=${token}`).expect(401);
    await request(trial.app).post('/api/v1/private').send({ access_token: token }).expect(401);
    await request(trial.app).post('/api/v1/private').type('form').send(`access_token=${token}`).expect(401);
  });

  it('refuses two tokens, in one header or in two', async () => {
    const token = await sign();
    await post(`Bearer ${token}, Bearer ${token}`).expect(401);
    await post(`Bearer ${token} Bearer`).expect(401);
    const serving = await serve(
      { host: '127.0.0.1', port: 0, log: trial.log, metrics: trial.metrics },
      () => trial.app,
    );
    try {
      expect(await postTwice(serving, `Bearer ${token}`, 'Bearer x')).toBe(401);
    } finally {
      await serving.stop();
    }
  });

  it('is asked for before the body is read', async () => {
    await request(trial.app)
      .post('/api/v1/private')
      .set('Content-Type', 'application/json')
      .send('{"broken')
      .expect(401);
  });
});

function postTwice(serving: Serving, ...authorizations: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = ['Content-Type', 'application/json', 'Content-Length', '2', 'Connection', 'close'];
    for (const one of authorizations) headers.push('Authorization', one);
    const sent = httpRequest(`${serving.url}/api/v1/private`, { method: 'POST', headers: ['Host', 'x', ...headers] });
    sent.once('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end('{}');
  });
}
