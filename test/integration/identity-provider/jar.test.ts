import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createRemoteJWKSet,
  exportJWK,
  generateKeyPair,
  type JWTPayload,
  jwtVerify,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, type RegisteredClient, redeem, registerClient, signInAt } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let browser: Browser;
let client: RegisteredClient;
let strict: RegisteredClient;
let key: CryptoKey;

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const person = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database);
  const who = { login: person.eppn, password: 'пароль и подпись' };
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
  const pair = await generateKeyPair('ES256');
  key = pair.privateKey;
  const jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'rp', use: 'sig', alg: 'ES256' }] };
  client = await registerClient(provider, { jwks });
  strict = await registerClient(provider, { jwks, require_signed_request_object: true });
  browser = new Browser();
  await signInAt(browser, authorizationRequest(provider.issuer, client), client, who);
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

async function sent(at: RegisteredClient, params: Record<string, string>) {
  const { response, url } = await browser.follow(
    await browser.get(`${provider.issuer}/auth?${new URLSearchParams(params)}`),
    at.redirect_uri,
  );
  return url.startsWith(at.redirect_uri) ? new URL(url).searchParams : new URLSearchParams({ shown: response.url });
}

function asked(at: RegisteredClient, change: Record<string, string> = {}) {
  const { url, verifier } = authorizationRequest(provider.issuer, at, change);
  return { verifier, params: Object.fromEntries(new URL(url).searchParams) };
}

const signed = (at: RegisteredClient, claims: JWTPayload, by: CryptoKey = key) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: 'rp' })
    .setIssuer(at.client_id)
    .setAudience(provider.issuer)
    .sign(by);

const outside = (at: RegisteredClient, request: string) => ({
  client_id: at.client_id,
  response_type: 'code',
  scope: 'openid',
  request,
});

describe('a signed request', () => {
  it('counts instead of what the address says', async () => {
    const { params, verifier } = asked(client);
    const request = await signed(client, params);
    const answer = await sent(client, { ...outside(client, request), state: 'another', nonce: 'another' });
    expect(answer.get('state')).toBe(params['state']);
    expect((await redeem(provider.issuer, client, answer.get('code')!, verifier)).status).toBe(200);
  });

  it.each([
    ['another key', async (params: JWTPayload) => signed(client, params, (await generateKeyPair('ES256')).privateKey)],
    ['no key', async (params: JWTPayload) => new UnsecuredJWT(params).setIssuer(client.client_id).encode()],
    ['an end that is past', async (params: JWTPayload) => signed(client, { ...params, exp: 1 })],
    ['a time to come', async (params: JWTPayload) => signed(client, { ...params, nbf: 4_102_444_800 })],
    ['another client', async (params: JWTPayload) => signed(client, { ...params, client_id: strict.client_id })],
  ])('is refused with %s', async (_name, make) => {
    const { params } = asked(client);
    const answer = await sent(client, { ...params, ...outside(client, await make(params)) });
    expect(answer.has('code')).toBe(false);
  });

  it('is demanded of whoever was registered so', async () => {
    const { params } = asked(strict);
    expect((await sent(strict, params)).get('error')).toBe('invalid_request');
    const answer = await sent(strict, outside(strict, await signed(strict, params)));
    expect(answer.has('code')).toBe(true);
  });
});

describe('a signed answer', () => {
  it('carries the code and who gives it, for this client alone and for a short time', async () => {
    const { params, verifier } = asked(client, { response_mode: 'jwt' });
    const answer = await sent(client, params);
    expect([...answer.keys()]).toEqual(['response']);
    const { payload } = await jwtVerify(
      answer.get('response')!,
      createRemoteJWKSet(new URL(`${provider.issuer}/jwks`)),
      { issuer: provider.issuer, audience: client.client_id },
    );
    expect(payload).toMatchObject({ state: params['state'], code: expect.any(String), exp: expect.any(Number) });
    expect(payload.exp! - Date.now() / 1_000).toBeLessThan(610);
    expect((await redeem(provider.issuer, client, String(payload['code']), verifier)).status).toBe(200);
  });
});
