import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateSigningKey } from '@onecampus/tokens';
import { importJWK, type JWK, SignJWT } from 'jose';
import { Browser } from '../integration/identity-provider/browser.ts';
import {
  freshTokens,
  type RegisteredClient,
  registerClient,
  userinfo,
} from '../integration/identity-provider/flows.ts';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../support/people.ts';
import { forgedSignatures } from './forged-jwt.ts';

const password = 'верный пароль 1';
const forty = 40;

/** Every place of the identity provider that believes a JWT, against everything that can be made of one without its key. */
describe('forged tokens', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let anna: ArrangedPerson;
  let lms: RegisteredClient;
  const keyed = { id: 'keyed', keys: undefined as unknown as { privateJwk: JWK; publicJwk: JWK } };

  beforeAll(async () => {
    database = await freshDatabase();
    const { tpu } = await arrangeUniversities(database.admin);
    anna = await arrangePerson(database.admin, { university: tpu });
    provider = await startIdentityProviders(database);
    await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', { password });
    lms = await registerClient(provider);
    keyed.keys = await generateSigningKey('ES256', 'keyed-1');
    await registerClient(provider, {
      client_id: keyed.id,
      token_endpoint_auth_method: 'private_key_jwt',
      grant_types: ['authorization_code', 'client_credentials'],
      scope: 'openid keys.write',
      jwks: { keys: [keyed.keys.publicJwk] },
      redirect_uris: ['http://localhost:9/callback'],
    });
  });
  afterAll(async () => {
    await provider?.stop();
    await database?.drop();
  });

  const signed = async (claims: Record<string, unknown>) =>
    new SignJWT({ iss: keyed.id, sub: keyed.id, aud: provider.issuer, jti: randomBytes(8).toString('hex'), ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'keyed-1' })
      .setIssuedAt()
      .setExpirationTime('50s')
      .sign(await importJWK(keyed.keys.privateJwk, 'ES256'));
  const ownKey = async (kid: unknown) => {
    const { keys } = (await (await fetch(`${provider.issuer}/jwks`)).json()) as { keys: JWK[] };
    return keys.find((one) => one.kid === kid) ?? keys[0]!;
  };
  const kidOf = (token: string) =>
    (JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as { kid?: string }).kid;

  it('open nothing at our API', async () => {
    const genuine = await provider.operatorToken('keys.write');
    const call = (token: string) =>
      fetch(`${provider.issuer}/api/v1/keys`, { headers: { authorization: `Bearer ${token}` } });
    expect((await call(genuine)).status).toBe(200);
    const forged = await forgedSignatures(genuine, await ownKey(kidOf(genuine)));
    expect(forged.length).toBeGreaterThanOrEqual(forty);
    for (const [name, token] of forged) expect([name, (await call(token)).status]).toEqual([name, 401]);
  });

  it('tell nothing at the userinfo endpoint', async () => {
    const { tokens } = await freshTokens(provider.issuer, lms, { login: anna.eppn, password });
    const genuine = tokens.id_token;
    for (const [name, token] of [
      ...(await forgedSignatures(genuine, await ownKey(kidOf(genuine)))),
      ['an ID token for an access token', genuine] as [string, string],
      ['an access token of another audience', await provider.operatorToken('keys.write')] as [string, string],
    ])
      expect([name, (await userinfo(provider.issuer, token)).status]).toEqual([name, 401]);
  });

  it('are no client’s proof of itself', async () => {
    const redeem = (assertion: string) =>
      fetch(`${provider.issuer}/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          scope: 'keys.write',
          client_id: keyed.id,
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion,
        }),
      });
    expect((await redeem(await signed({}))).status).toBe(200);
    const now = Math.floor(Date.now() / 1_000);
    const claims: [string, Record<string, unknown>][] = [
      ['of somebody else', { iss: lms.client_id, sub: lms.client_id }],
      ['about somebody else', { sub: lms.client_id }],
      ['for somebody else', { aud: 'https://attacker.example' }],
      ['for nobody', { aud: undefined }],
      ['of yesterday', { iat: now - 90_000, exp: now - 86_400 }],
      ['of tomorrow', { nbf: now + 86_400 }],
      ['without an end', { exp: undefined }],
      ['without an identifier', { jti: undefined }],
    ];
    for (const [name, change] of claims) {
      const jwt = new SignJWT({
        iss: keyed.id,
        sub: keyed.id,
        aud: provider.issuer,
        jti: randomBytes(8).toString('hex'),
        iat: now,
        exp: now + 50,
        ...change,
      });
      const assertion = await jwt
        .setProtectedHeader({ alg: 'ES256', kid: 'keyed-1' })
        .sign(await importJWK(keyed.keys.privateJwk, 'ES256'));
      expect([name, (await redeem(assertion)).status < 500 && (await redeem(assertion)).status !== 200]).toEqual([
        name,
        true,
      ]);
    }
    for (const [name, assertion] of await forgedSignatures(await signed({}), keyed.keys.publicJwk)) {
      const { status } = await redeem(assertion);
      expect([name, status === 400 || status === 401]).toEqual([name, true]);
    }
    const once = await signed({});
    expect([(await redeem(once)).status, (await redeem(once)).status]).toEqual([200, 401]);
  });

  it('are no request of an application', async () => {
    const request = {
      client_id: keyed.id,
      response_type: 'code',
      redirect_uri: 'http://localhost:9/callback',
      scope: 'openid',
      code_challenge: randomBytes(32).toString('base64url'),
      code_challenge_method: 'S256',
    };
    const asks = async (object: string) => {
      const browser = new Browser();
      const url = `${provider.issuer}/auth?${new URLSearchParams({ client_id: keyed.id, request: object })}`;
      return (await browser.follow(await browser.get(url), 'http://localhost:9/')).url.includes('/interaction/');
    };
    expect(await asks(await signed({ ...request, sub: undefined }))).toBe(true);
    for (const [name, object] of await forgedSignatures(
      await signed({ ...request, sub: undefined }),
      keyed.keys.publicJwk,
    ))
      expect([name, await asks(object)]).toEqual([name, false]);
  });

  it('sign nobody out', async () => {
    const { browser, tokens } = await freshTokens(provider.issuer, lms, { login: anna.eppn, password });
    const genuine = tokens.id_token;
    for (const [name, hint] of await forgedSignatures(genuine, await ownKey(kidOf(genuine)))) {
      const response = await browser.get(
        `${provider.issuer}/session/end?${new URLSearchParams({ id_token_hint: hint })}`,
      );
      expect([name, response.status]).toEqual([name, 400]);
    }
    const still = await browser.get(`${provider.issuer}/account`);
    expect(still.status).toBe(200);
  });
});
