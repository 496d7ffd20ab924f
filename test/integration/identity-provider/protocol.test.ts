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
  type Tokens,
  tokenRequest,
  userinfo,
} from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let toPostgres: CuttableLine;
let toRedis: CuttableLine | undefined;
const toRedisWanted = redisUrl !== undefined;
let person: ArrangedPerson;
let client: RegisteredClient;
let who: { login: string; password: string };

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  person = await arrangePerson(database.admin, { university: tpu });
  toPostgres = await cuttableLine(Number(new URL(database.adminUrl).port));
  toRedis = redisUrl ? await cuttableLine(Number(new URL(redisUrl).port)) : undefined;
  const DATABASE_URL = throughLine(database.url('identity-provider'), toPostgres);
  provider = await startIdentityProviders(database, {
    settings: { DATABASE_URL, ...(redisUrl && toRedis ? { REDIS_URL: throughLine(redisUrl, toRedis) } : {}) },
  });
  who = { login: person.eppn, password: 'пароль протокола' };
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
  client = await registerClient(provider, { grant_types: ['authorization_code', 'refresh_token'] });
});

afterAll(async () => {
  await provider?.stop();
  await Promise.all([toPostgres?.cut(), toRedis?.cut()]);
  await database?.drop();
});

function throughLine(address: string, line: CuttableLine): string {
  const url = new URL(address);
  url.port = String(line.port);
  return url.href;
}

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

describe('an application that lives in the browser', () => {
  it('redeems its code from its own origin, and no other origin does', async () => {
    const origin = 'https://spa.example';
    const spa = await registerClient(provider, {
      redirect_uris: [`${origin}/callback`],
      token_endpoint_auth_method: 'none',
    });
    const request = authorizationRequest(provider.issuer, spa);
    const callback = await signInAt(new Browser(), request, spa, who);
    const redeemFrom = (from: string) =>
      fetch(`${provider.issuer}/token`, {
        method: 'POST',
        headers: { origin: from, 'sec-fetch-site': 'cross-site' },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: spa.client_id,
          code: callback.searchParams.get('code')!,
          redirect_uri: spa.redirect_uri,
          code_verifier: request.verifier,
        }),
      });
    const foreign = await redeemFrom('https://evil.example');
    expect(foreign.status).toBe(400);
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
    const own = await redeemFrom(origin);
    expect(own.status).toBe(200);
    expect(own.headers.get('access-control-allow-origin')).toBe(origin);
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
    expect(metadata['registration_endpoint']).toBe(`${provider.issuer}/reg`);
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

describe('while a server is away', () => {
  const attempts = (browser: Browser, tokens: Tokens) =>
    Promise.all([
      userinfo(provider.issuer, tokens.access_token),
      browser.clone().get(authorizationRequest(provider.issuer, client).url),
      new Browser().get(authorizationRequest(provider.issuer, client).url),
      tokenRequest(provider.issuer, client, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token! }),
    ]);
  const expectUnavailable = (responses: readonly Response[]) => {
    for (const response of responses) {
      expect([response.url, response.status]).toEqual([response.url, 503]);
      expect(response.headers.get('retry-after')).not.toBeNull();
    }
  };
  const expectAllIsWell = ([info, again, fresh, refreshed]: readonly Response[]) => {
    expect([info!.status, refreshed!.status]).toEqual([200, 200]);
    expect(again!.headers.get('location')).toContain('code=');
    expect(fresh!.headers.get('location')).toContain('/interaction/');
  };

  it('Postgres: nobody is told that a client, a token or a session is unknown; it is 503, and passes', async () => {
    const { browser, tokens } = await freshTokens(provider.issuer, client, who);
    await toPostgres.cut();
    // A line that is cut is noticed a moment later; until then an answer of a moment ago is as good as it was.
    await eventually(async () => (await userinfo(provider.issuer, tokens.access_token)).status === 503);
    const [info, again, fresh, refreshed] = await attempts(browser, tokens);
    expectUnavailable([info!, again!, refreshed!, await fetch(`${provider.issuer}/readyz`)]);
    // Whoever is not signed in yet at least sees the page: it takes nothing from Postgres that we do not have.
    expect(fresh!.status).toBe(303);
    await toPostgres.mend();
    expectAllIsWell(await attempts(browser, tokens));
  });

  (toRedisWanted ? it : it.skip)('Redis: the same, and nobody has been signed out when it is back', async () => {
    const { browser, tokens } = await freshTokens(provider.issuer, client, who);
    const newcomer = new Browser();
    const begun = await newcomer.get(authorizationRequest(provider.issuer, client).url);
    await toRedis!.cut();
    const [info, again, fresh, refreshed] = await attempts(browser, tokens);
    expectUnavailable([again!, fresh!]);
    // What was given out already rests on Postgres alone.
    expect([info!.status, refreshed!.status]).toEqual([200, 200]);
    // The page on which somebody is about to type a password is asked of the engine, which wraps what stopped it.
    expectUnavailable([await newcomer.get(new URL(begun.headers.get('location')!, provider.issuer).href)]);
    expect((await fetch(`${provider.issuer}/readyz`)).status).toBe(200);
    await toRedis!.mend();
    const signOn = () => browser.get(authorizationRequest(provider.issuer, client).url);
    await eventually(async () => (await signOn()).headers.get('location')?.includes('code=') === true);
    expectAllIsWell(await attempts(browser, tokens));
  });
});

async function eventually(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come true');
}
