import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calculateJwkThumbprint } from 'jose';
import { Browser } from '../integration/identity-provider/browser.ts';
import { authorizationRequest, registerClient, signInAt } from '../integration/identity-provider/flows.ts';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';
import { FapiClient, keysFor } from './fapi-client.ts';

/**
 * The DPoP part of the plan "FAPI 2.0 Security Profile Final" of the OpenID Foundation's suite asks, with private_key_jwt and DPoP,
 * each test under its module's name without the prefix `fapi2-security-profile-final-`. No module here is about what a
 * browser does, so the requests are made by a program that keeps cookies.
 */
let database: FreshDatabase;
let provider: IdentityProvider;
let client: FapiClient;
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
  client = await FapiClient.register(provider);
  const lms = await registerClient(provider);
  browser = new Browser();
  await signInAt(browser, authorizationRequest(provider.issuer, lms), lms, who);
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const now = () => Math.floor(Date.now() / 1000);

describe('DPoP', () => {
  const redeemedWith = async (proof: Promise<string> | undefined) => {
    const { code, verifier } = await client.code(browser);
    return client.redeem(code, verifier, { proof: await proof });
  };

  it.each([-10, 8])('dpop-iat-near-now-succeeds: %i s', async (offset) => {
    expect(await redeemedWith(client.proof('POST', '/token', { iat: now() + offset }))).toMatchObject({ status: 200 });
  });

  it('dpop-iat-over-60-seconds-in-the-future-fails, with a nonce too', async () => {
    expect((await redeemedWith(client.proof('POST', '/token', { iat: now() + 70 }))).status).toBe(400);
    const old = await fetch(`${provider.issuer}/token`, {
      method: 'POST',
      headers: { dpop: await client.proof('POST', '/token', { iat: now() - 120 }) },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: 'x',
        redirect_uri: client.redirectUri,
        code_verifier: 'v'.repeat(43),
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await client.assertion(),
      }),
    });
    expect(await old.json()).toMatchObject({ error: 'use_dpop_nonce' });
    const nonce = old.headers.get('dpop-nonce')!;
    expect((await redeemedWith(client.proof('POST', '/token', { iat: now() - 120, nonce }))).status).toBe(200);
    expect((await redeemedWith(client.proof('POST', '/token', { iat: now() + 70, nonce }))).status).toBe(400);
  });

  it.each([
    ['nbf-in-the-future', { nbf: 4_102_444_800 }],
    ['exp-in-the-past', { exp: 1_000_000_000 }],
    ['no-iat', { iat: undefined }],
    ['no-jti', { jti: undefined }],
    ['wrong-htm', { htm: 'GET' }],
    ['wrong-htu', { htu: 'https://other.example/token' }],
    ['made-up-nonce', { nonce: 'made-up' }],
  ])('dpop-negative-tests: %s', async (_name, change) => {
    expect((await redeemedWith(client.proof('POST', '/token', change))).status).toBe(400);
  });

  it('ensure-dpop-proof-required-at-token-endpoint', async () => {
    expect((await redeemedWith(undefined)).status).toBe(400);
  });

  it('dpop-proof-with-RS256-fails', async () => {
    expect((await redeemedWith(client.proof('POST', '/token', {}, client.weak))).status).toBe(400);
  });

  it('ensure-mismatched-dpop-jkt-fails: at PAR', async () => {
    const dpop_jkt = await calculateJwkThumbprint((await keysFor('ES256')).publicJwk);
    const pushed = await client.push(client.request({ dpop_jkt }).params, {
      proof: await client.proof('POST', '/request'),
    });
    expect(pushed).toMatchObject({ status: 400 });
  });

  it('ensure-mismatched-dpop-jkt-fails: at the token endpoint', async () => {
    const { code, verifier } = await client.code(browser, {}, await client.proof('POST', '/request'));
    const proof = await client.proof('POST', '/token', {}, await keysFor('ES256'));
    expect(await client.redeem(code, verifier, { proof })).toMatchObject({ status: 400, error: 'invalid_grant' });
  });
});
