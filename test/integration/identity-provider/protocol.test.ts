import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import * as oidc from 'openid-client';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { describeWithRedis, redisUrl } from '../../support/redis.ts';
import { Browser } from './browser.ts';
import { type CuttableLine, cuttableLine } from './cuttable-line.ts';
import {
  authorizationRequest,
  freshTokens,
  type RegisteredClient,
  registerClient,
  signInAt,
  userinfo,
} from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let line: CuttableLine;
let person: ArrangedPerson;
let client: RegisteredClient;
let who: { login: string; password: string };

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  person = await arrangePerson(database.admin, { university: tpu });
  line = await cuttableLine(Number(new URL(database.adminUrl).port));
  const overTheLine = new URL(database.url('identity-provider'));
  overTheLine.port = String(line.port);
  provider = await startIdentityProviders(database, { settings: { DATABASE_URL: overTheLine.href } });
  who = { login: person.eppn, password: 'пароль протокола' };
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
  client = await registerClient(provider, { grant_types: ['authorization_code', 'refresh_token'] });
});

afterAll(async () => {
  await provider?.stop();
  await line?.cut();
  await database?.drop();
});

const discovered = () =>
  oidc.discovery(new URL(provider.issuer), client.client_id, undefined, oidc.ClientSecretBasic(client.client_secret), {
    execute: [oidc.allowInsecureRequests],
  });

describe('an independent client', () => {
  it.each(['plainly', 'by a pushed request'])('signs somebody in with what discovery tells it (%s)', async (how) => {
    const config = await discovered();
    const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
    const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()];
    const parameters = {
      redirect_uri: client.redirect_uri,
      scope: 'openid profile email',
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: expectedState,
      nonce: expectedNonce,
    };
    const url =
      how === 'plainly'
        ? oidc.buildAuthorizationUrl(config, parameters)
        : await oidc.buildAuthorizationUrlWithPAR(config, parameters);
    const request = { url: url.href, verifier: pkceCodeVerifier, state: expectedState };
    const browser = new Browser();
    const callback = await signInAt(browser, request, client, who);
    const tokens = await oidc.authorizationCodeGrant(config, callback, {
      pkceCodeVerifier,
      expectedState,
      expectedNonce,
    });
    expect(tokens.claims()?.sub).toBe(person.referenceId);
    expect(await oidc.fetchUserInfo(config, tokens.access_token, person.referenceId)).toMatchObject({
      email: person.eppn,
    });
    const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token!);
    expect(refreshed.claims()?.sub).toBe(person.referenceId);

    if (how !== 'plainly') {
      // A pushed request is good for one sign-in.
      const again = await browser.get(url.href);
      expect(again.headers.get('location') ?? '').not.toContain('code=');
    }
  });

  it('sees a token that was revoked end, and the refresh token with it', async () => {
    const config = await discovered();
    const { tokens } = await freshTokens(provider.issuer, client, who);
    expect(await oidc.tokenIntrospection(config, tokens.access_token)).toMatchObject({
      active: true,
      sub: person.referenceId,
    });
    await oidc.tokenRevocation(config, tokens.access_token);
    expect(await oidc.tokenIntrospection(config, tokens.access_token)).toEqual({ active: false });
    expect(await oidc.tokenIntrospection(config, tokens.refresh_token!)).toEqual({ active: false });
    expect((await userinfo(provider.issuer, tokens.access_token)).status).toBe(401);
  });
});

describe('discovery', () => {
  it('promises what there is and no more', async () => {
    const metadata = (await (await fetch(`${provider.issuer}/.well-known/openid-configuration`)).json()) as Record<
      string,
      unknown
    >;
    expect(metadata).toMatchObject({
      issuer: provider.issuer,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: expect.arrayContaining(['RS256', 'ES256']),
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      authorization_response_iss_parameter_supported: true,
    });
    expect(metadata).not.toHaveProperty('registration_endpoint');
    expect(metadata['token_endpoint_auth_methods_supported']).not.toContain('client_secret_jwt');
  });
});

describe('a session', () => {
  it('does not outlive its cookie’s signature, nor a change of the cookie', async () => {
    const { browser } = await freshTokens(provider.issuer, client, who);
    const silent = () => authorizationRequest(provider.issuer, client, { prompt: 'none' }).url;
    const answer = async (one: Browser) => new URL((await one.get(silent())).headers.get('location')!).searchParams;
    expect((await answer(browser.clone())).get('code')).not.toBeNull();
    const forged = browser.clone();
    forged.setCookie('campus_session', 'x'.repeat(43));
    expect((await answer(forged)).get('error')).toBe('login_required');
    const unsigned = browser.clone();
    unsigned.setCookie('campus_session.sig', 'x'.repeat(27));
    expect((await answer(unsigned)).get('error')).toBe('login_required');
  });

  it('gets a new cookie at a new sign-in, and the old one is dead', async () => {
    const { browser } = await freshTokens(provider.issuer, client, who);
    const before = browser.clone();
    await signInAt(browser, authorizationRequest(provider.issuer, client, { prompt: 'login' }), client, who);
    expect(browser.cookie('campus_session')).not.toBe(before.cookie('campus_session'));
    const old = await before.get(authorizationRequest(provider.issuer, client, { prompt: 'none' }).url);
    expect(new URL(old.headers.get('location')!).searchParams.get('error')).toBe('login_required');
  });
});

describeWithRedis('Redis', () => {
  it('holds no value that opens anything, neither in a key nor in a value', async () => {
    const { tokens, code } = await freshTokens(provider.issuer, client, who);
    const pending = new Browser();
    await pending.get(authorizationRequest(provider.issuer, client).url);
    const redis = new Redis(redisUrl!);
    try {
      const keys = await redis.keys('*:oidc*');
      const strings = await Promise.all(
        keys.map(async (key) => ((await redis.type(key)) === 'string' ? redis.get(key) : '')),
      );
      const everything = `${keys.join(' ')} ${strings.join(' ')}`;
      expect(keys.some((key) => key.includes(':Interaction:'))).toBe(true);
      const interaction = pending.cookie('campus_interaction')!;
      for (const secret of [tokens.access_token, code, interaction]) expect(everything).not.toContain(secret);
    } finally {
      redis.disconnect();
    }
  });
});

describe('while the database is away', () => {
  it('nobody is told that a client, a token or a session is unknown: it is 503, and passes', async () => {
    const { browser, tokens } = await freshTokens(provider.issuer, client, who);
    const attempts = () =>
      Promise.all([
        userinfo(provider.issuer, tokens.access_token),
        browser.clone().get(authorizationRequest(provider.issuer, client).url),
        fetch(`${provider.issuer}/token`, {
          method: 'POST',
          headers: {
            authorization: `Basic ${Buffer.from(`${client.client_id}:${client.client_secret}`).toString('base64')}`,
          },
          body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token! }),
        }),
        fetch(`${provider.issuer}/readyz`),
      ]);
    await line.cut();
    for (const response of await attempts()) {
      expect([response.url, response.status]).toEqual([response.url, 503]);
      expect(response.headers.get('retry-after')).not.toBeNull();
    }
    await line.mend();
    const [info, sso, refreshed] = await attempts();
    expect([info!.status, refreshed!.status]).toEqual([200, 200]);
    expect(sso!.headers.get('location')).toContain('code=');
  });
});
