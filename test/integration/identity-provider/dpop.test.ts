import { createHash, randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, type RegisteredClient, registerClient, signInAt } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

type Keys = { readonly privateKey: CryptoKey; readonly jwk: JWK };

let database: FreshDatabase;
let provider: IdentityProvider;
let who: { login: string; password: string };
/** As an application on a phone: it keeps no secret, but a key that does not leave it. */
let phone: RegisteredClient;
let desk: RegisteredClient;
let own: Keys;
let foreign: Keys;

const keys = async (): Promise<Keys> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  return { privateKey, jwk: await exportJWK(publicKey) };
};

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const person = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database, { instances: 2 });
  who = { login: person.eppn, password: 'пароль и ключ от телефона' };
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
  const bound = { dpop_bound_access_tokens: true };
  phone = await registerClient(provider, {
    ...bound,
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
  });
  desk = await registerClient(provider, { ...bound, grant_types: ['client_credentials'], scope: 'clients.write' });
  [own, foreign] = [await keys(), await keys()];
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const seconds = () => Math.floor(Date.now() / 1_000);

function proof(by: Keys, change: Record<string, unknown> = {}): Promise<string> {
  const claims = { htm: 'POST', htu: `${provider.issuer}/token`, iat: seconds(), jti: randomUUID(), ...change };
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: by.jwk }).sign(by.privateKey);
}

type Told = { readonly status: number; readonly nonce: string; readonly [member: string]: unknown };

async function token(client: RegisteredClient, form: Record<string, string>, dpop?: string, at = 0): Promise<Told> {
  const secret = client.client_secret;
  const basic = Buffer.from(`${client.client_id}:${secret ?? ''}`).toString('base64');
  const body = new URLSearchParams(secret ? form : { ...form, client_id: client.client_id }).toString();
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${provider.instances[at]}/token`, {
      method: 'POST',
      headers: {
        // As a balancer hands it on: both instances are the issuer, and a proof is for the issuer's address.
        host: new URL(provider.issuer).host,
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        ...(secret ? { authorization: `Basic ${basic}` } : {}),
        ...(dpop ? { dpop } : {}),
      },
    });
    sent.on('error', reject);
    sent.on('response', async (response) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part as Buffer);
      const nonce = String(response.headers['dpop-nonce'] ?? '');
      resolve({ ...(JSON.parse(Buffer.concat(parts).toString()) as object), status: response.statusCode ?? 0, nonce });
    });
    sent.end(body);
  });
}

async function signedIn(): Promise<Told> {
  const request = authorizationRequest(provider.issuer, phone);
  const code = (await signInAt(new Browser(), request, phone, who)).searchParams.get('code')!;
  const form = { grant_type: 'authorization_code', code, redirect_uri: phone.redirect_uri };
  return token(phone, { ...form, code_verifier: request.verifier }, await proof(own));
}

describe('a refresh token that is bound to a key', () => {
  it('stays the same, for its key alone', async () => {
    const first = await signedIn();
    expect(first).toMatchObject({ status: 200, token_type: 'DPoP' });
    const form = { grant_type: 'refresh_token', refresh_token: String(first['refresh_token']) };
    for (let use = 0; use < 3; use += 1) {
      expect(await token(phone, form, await proof(own))).toMatchObject({
        status: 200,
        refresh_token: first['refresh_token'],
      });
    }
    expect((await token(phone, form, await proof(foreign))).status).toBe(400);
    expect((await token(phone, form)).status).toBe(400);
  });

  it('used a hundred times at once by its owner ends nothing', async () => {
    const first = await signedIn();
    const form = { grant_type: 'refresh_token', refresh_token: String(first['refresh_token']) };
    const proofs = await Promise.all(Array.from({ length: 100 }, () => proof(own)));
    const answers = await Promise.all(proofs.map((one) => token(phone, form, one)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe('a proof', () => {
  const form = { grant_type: 'client_credentials', scope: 'clients.write' };

  it('is taken once, by whichever instance, of a hundred at the same moment too', async () => {
    const one = await proof(own);
    expect((await token(desk, form, one, 0)).status).toBe(200);
    expect((await token(desk, form, one, 1)).status).toBe(400);
    const another = await proof(own);
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => token(desk, form, another, n % 2)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('whose clock is off by more than a minute has to carry a nonce, which every instance knows', async () => {
    for (const off of [-90, 90]) {
      const refused = await token(desk, form, await proof(own, { iat: seconds() + off }), 0);
      expect(refused).toMatchObject({ status: 400, error: 'use_dpop_nonce', nonce: expect.stringMatching(/./) });
      const again = await proof(own, { iat: seconds() + off, nonce: refused.nonce });
      expect((await token(desk, form, again, 1)).status).toBe(200);
    }
    expect((await token(desk, form, await proof(own, { iat: seconds() + 45 }))).status).toBe(200);
  });

  it('opens our own API together with the token, and neither does alone', async () => {
    const issued = await token(desk, form, await proof(own));
    const accessToken = String(issued['access_token']);
    const ath = createHash('sha256').update(accessToken).digest('base64url');
    const call = async (scheme: string, dpop?: string) =>
      (
        await fetch(`${provider.issuer}/api/v1/clients`, {
          headers: { authorization: `${scheme} ${accessToken}`, ...(dpop ? { dpop } : {}) },
        })
      ).status;
    const forApi = (by: Keys) => proof(by, { htm: 'GET', htu: `${provider.issuer}/api/v1/clients`, ath });
    expect(await call('DPoP', await forApi(own))).toBe(200);
    expect(await call('DPoP', await forApi(foreign))).toBe(401);
    expect(await call('DPoP')).toBe(401);
    expect(await call('Bearer')).toBe(401);
  });
});
