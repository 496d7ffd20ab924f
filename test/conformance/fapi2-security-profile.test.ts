import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { Browser } from '../integration/identity-provider/browser.ts';
import { authorizationRequest, registerClient, signInAt } from '../integration/identity-provider/flows.ts';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';
import { FapiClient, keysFor } from './fapi-client.ts';

/**
 * What the plan "FAPI 2.0 Security Profile Final" of the OpenID Foundation's suite asks, with private_key_jwt and DPoP,
 * each test under its module's name without the prefix `fapi2-security-profile-final-`. No module here is about what a
 * browser does, so the requests are made by a program that keeps cookies.
 */
let database: FreshDatabase;
let provider: IdentityProvider;
let client: FapiClient;
let other: FapiClient;
let browser: Browser;

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const person = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database);
  const who = { login: person.eppn, password: 'пароль для FAPI' };
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
  [client, other] = [await FapiClient.register(provider), await FapiClient.register(provider)];
  const lms = await registerClient(provider);
  browser = new Browser();
  await signInAt(browser, authorizationRequest(provider.issuer, lms), lms, who);
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const now = () => Math.floor(Date.now() / 1000);
const shown = async (uri: unknown) =>
  client.authorize(browser, { client_id: client.clientId, request_uri: String(uri) });

describe('FAPI 2.0 Security Profile', () => {
  it('happy-flow', async () => {
    const { code, verifier, answer } = await client.code(browser);
    expect(answer.get('iss')).toBe(provider.issuer);
    const tokens = await client.redeem(code, verifier);
    expect(tokens).toMatchObject({ status: 200, token_type: 'DPoP', refresh_token: expect.any(String) });
    expect(decodeProtectedHeader(String(tokens['id_token'])).alg).toBe('ES256');
    const ask = async (headers: Record<string, string>) => (await fetch(`${provider.issuer}/me`, { headers })).status;
    const accessToken = String(tokens['access_token']);
    const { createHash } = await import('node:crypto');
    const ath = createHash('sha256').update(accessToken).digest('base64url');
    const proof = await client.proof('GET', '/me', { ath });
    expect(await ask({ authorization: `DPoP ${accessToken}`, dpop: proof })).toBe(200);
    // ensure-holder-of-key-required: the token alone, or with another's key or a proof that was seen, is worth nothing.
    expect(await ask({ authorization: `Bearer ${accessToken}` })).toBe(401);
    expect(await ask({ authorization: `DPoP ${accessToken}`, dpop: proof })).toBe(401);
    const foreign = await client.proof('GET', '/me', { ath }, await keysFor('ES256'));
    expect(await ask({ authorization: `DPoP ${accessToken}`, dpop: foreign })).toBe(401);
  });

  it('discovery-end-point-verification', async () => {
    const found = await (await fetch(`${provider.issuer}/.well-known/openid-configuration`)).json();
    expect(found).toMatchObject({
      issuer: provider.issuer,
      authorization_response_iss_parameter_supported: true,
      code_challenge_methods_supported: ['S256'],
      pushed_authorization_request_endpoint: `${provider.issuer}/request`,
      dpop_signing_alg_values_supported: expect.arrayContaining(['PS256', 'ES256', 'EdDSA']),
      token_endpoint_auth_methods_supported: expect.arrayContaining(['private_key_jwt']),
      response_types_supported: ['code'],
    });
  });

  it('refresh-token: the same one goes on, and only with the key', async () => {
    const { code, verifier } = await client.code(browser);
    const first = await client.redeem(code, verifier);
    const form = { grant_type: 'refresh_token', refresh_token: String(first['refresh_token']) };
    expect(await client.token(form)).toMatchObject({ status: 200, refresh_token: first['refresh_token'] });
    expect(await client.token(form, { proof: undefined })).toMatchObject({ status: 400 });
    expect(await other.token(form)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  it('user-rejects-authentication', async () => {
    const { params } = client.request();
    const { request_uri } = await client.push(params);
    const stranger = new Browser();
    const query = new URLSearchParams({ client_id: client.clientId, request_uri: String(request_uri) });
    const { url } = await stranger.follow(await stranger.get(`${provider.issuer}/auth?${query}`), client.redirectUri);
    const page = new URL(url);
    const rejected = await stranger.post(`${page.origin}${page.pathname}/cancel`, {});
    const end = await stranger.follow(rejected, client.redirectUri);
    const answer = Object.fromEntries(new URL(end.url).searchParams);
    expect(answer).toMatchObject({ error: 'access_denied', state: params['state'], iss: provider.issuer });
  });

  it('ensure-authorization-request-without-state-success', async () => {
    const { code, answer } = await client.code(browser, { state: undefined });
    expect(code).not.toBe('');
    expect(answer.has('state')).toBe(false);
  });

  it('ensure-authorization-request-with-long-nonce', async () => {
    const nonce = 'n'.repeat(64);
    const { code, verifier } = await client.code(browser, { nonce });
    const tokens = await client.redeem(code, verifier);
    expect(decodeJwt(String(tokens['id_token']))['nonce']).toBe(nonce);
  });
});

describe('authorization requests', () => {
  it('ensure-unsigned-authorization-request-without-using-par-fails', async () => {
    const answer = await client.authorize(browser, client.request().params);
    expect(answer.get('error')).toBe('invalid_request');
  });

  it.each(['token', 'code id_token'])('ensure-response-type-fails: %s', async (response_type) => {
    const pushed = await client.push(client.request({ response_type }).params);
    expect(pushed).toMatchObject({ status: 400, error: expect.stringMatching(/unsupported_response_type|invalid_/) });
  });

  it('par-attempt-reuse-request_uri', async () => {
    const { request_uri } = await client.push(client.request().params);
    expect((await shown(request_uri)).has('code')).toBe(true);
    expect((await shown(request_uri)).has('code')).toBe(false);
  });

  it('par-attempt-to-use-expired-request_uri, and one that nobody pushed', async () => {
    expect((await shown('urn:ietf:params:oauth:request_uri:unknown')).has('code')).toBe(false);
    const { request_uri, expires_in } = await client.push(client.request().params);
    expect(Number(expires_in)).toBeLessThan(600);
    const later = Date.now() + Number(expires_in) * 1_000 + 15_000;
    const clock = Date.now;
    try {
      Date.now = () => later;
      expect((await shown(request_uri)).has('code')).toBe(false);
    } finally {
      Date.now = clock;
    }
  });

  it('par-attempt-to-use-request_uri-for-different-client', async () => {
    const { request_uri } = await client.push(client.request().params);
    const answer = await other.authorize(browser, { client_id: other.clientId, request_uri: String(request_uri) });
    expect(answer.has('code')).toBe(false);
  });

  it('par-authorization-request-containing-request_uri', async () => {
    const { request_uri } = await client.push(client.request().params);
    const again = await client.push({ ...client.request().params, request_uri: String(request_uri) });
    expect(again).toMatchObject({ status: 400, error: 'invalid_request' });
  });

  it.each(['GET', 'PUT'])('par-attempt-invalid-http-method: %s', async (method) => {
    expect((await client.push(client.request().params, { method })).status).toBeGreaterThanOrEqual(400);
  });

  it('par-attempt-with-duplicate-parameters', async () => {
    const pushed = await client.push(client.request().params, { extra: '&scope=openid' });
    expect(pushed).toMatchObject({ status: 400, error: 'invalid_request' });
  });

  it('par-ensure-pkce-required', async () => {
    const without = client.request({ code_challenge: undefined, code_challenge_method: undefined });
    expect(await client.push(without.params)).toMatchObject({ status: 400, error: 'invalid_request' });
  });

  it('par-plain-pkce-rejected', async () => {
    const { params, verifier } = client.request({ code_challenge_method: 'plain' });
    const pushed = await client.push({ ...params, code_challenge: verifier });
    expect(pushed).toMatchObject({ status: 400, error: 'invalid_request' });
  });
});

describe('authorization codes', () => {
  it('par-ensure-pkce-code-verifier-required', async () => {
    const { code } = await client.code(browser);
    expect(await client.redeem(code, undefined)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  it('par-incorrect-pkce-code-verifier-rejected', async () => {
    const { code } = await client.code(browser);
    expect(await client.redeem(code, 'w'.repeat(43))).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  it('ensure-authorization-code-is-bound-to-client', async () => {
    const { code, verifier } = await client.code(browser);
    const form = { grant_type: 'authorization_code', code, redirect_uri: client.redirectUri, code_verifier: verifier };
    expect(await other.token(form)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  it('attempt-reuse-authorization-code-after-one-second', async () => {
    const { code, verifier } = await client.code(browser);
    expect(await client.redeem(code, verifier)).toMatchObject({ status: 200 });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await client.redeem(code, verifier)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  it('attempt-to-use-expired-authorization-code', async () => {
    const { code, verifier } = await client.code(browser);
    const [assertion, proof] = [await client.assertion({ exp: now() + 200 }), await client.proof('POST', '/token')];
    const [clock, later] = [Date.now, Date.now() + 61_000];
    try {
      Date.now = () => later;
      expect((await client.redeem(code, verifier, { assertion, proof })).status).toBe(400);
    } finally {
      Date.now = clock;
    }
    expect(await client.redeem(code, verifier)).toMatchObject({ status: 200 });
  });
});

describe('client assertions', () => {
  const pushedWith = async (assertion: Promise<string>) =>
    client.push(client.request().params, { assertion: await assertion });
  const refused = { status: 401, error: 'invalid_client' };

  it('ensure-signed-client-assertion-with-RS256-fails', async () => {
    expect(await pushedWith(client.assertion({}, client.weak))).toMatchObject(refused);
  });

  it('ensure-client-assertion-with-exp-is-5-minutes-in-past-fails', async () => {
    expect(await pushedWith(client.assertion({ iat: now() - 360, exp: now() - 300 }))).toMatchObject(refused);
  });

  it('ensure-client-assertion-with-wrong-aud-fails', async () => {
    expect(await pushedWith(client.assertion({ aud: 'https://other.example' }))).toMatchObject(refused);
  });

  it('ensure-client-assertion-with-no-sub-fails', async () => {
    expect(await pushedWith(client.assertion({ sub: undefined }))).toMatchObject(refused);
  });

  it('ensure-client-assertion-with-aud-as-array-fails', async () => {
    expect(await pushedWith(client.assertion({ aud: [provider.issuer] }))).toMatchObject(refused);
  });

  it.each(['/token', '/request'])('ensure-client-assertion-with-endpoint-as-aud-fails: %s', async (path) => {
    expect(await pushedWith(client.assertion({ aud: `${provider.issuer}${path}` }))).toMatchObject(refused);
  });

  it('ensure-client-assertion-with-iat-and-nbf-8-seconds-in-the-future-is-accepted', async () => {
    const ahead = { iat: now() + 8, nbf: now() + 8, exp: now() + 68 };
    expect(await pushedWith(client.assertion(ahead))).toMatchObject({ status: 201 });
  });

  it('ensure-client-assertion-with-iat-and-nbf-over-60-seconds-in-the-future-fails', async () => {
    expect(await pushedWith(client.assertion({ iat: now() + 70, exp: now() + 130 }))).toMatchObject(refused);
    expect(await pushedWith(client.assertion({ nbf: now() + 70, exp: now() + 130 }))).toMatchObject(refused);
  });

  it('ensure-client-assertion-is-used-once', async () => {
    const assertion = client.assertion();
    expect(await pushedWith(assertion)).toMatchObject({ status: 201 });
    expect(await pushedWith(assertion)).toMatchObject({ status: 401 });
  });
});
