import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { describeWithBrowser } from '../support/browser.ts';
import { type OpUnderTest, startOpUnderTest } from './op-under-test.ts';
import type { RelyingParty } from './relying-party.ts';
import type { Window } from './window.ts';

/** The plans "Config", "RP-Initiated Logout" and "Back-Channel Logout" of the OpenID Foundation's suite, by module names. */
let op: OpUnderTest;
let rp: RelyingParty;

type Found = Readonly<Record<string, unknown>>;

const discovered = async () =>
  (await (await fetch(`${op.provider.issuer}/.well-known/openid-configuration`)).json()) as Found;

/** A browser in which somebody has just signed in to the relying party. */
async function signedIn(): Promise<{ window: Window; idToken: string; claims: Found }> {
  const window = await op.window();
  const asked = rp.request();
  const { answer } = await window.authorize(rp, asked.url);
  const tokens = await rp.redeem(answer!.get('code'));
  return { window, idToken: String(tokens['id_token']), claims: await rp.idToken(tokens['id_token'], asked) };
}

/** Whether the browser is signed in still. */
async function isSignedIn(window: Window): Promise<boolean> {
  const { answer } = await window.authorize(rp, rp.request({ prompt: 'none' }).url);
  return answer!.has('code');
}

/** Asks for a sign-out; where the browser ends up, and whether it was asked to confirm. */
async function signOut(window: Window, params: Record<string, string>) {
  const page = await window.page();
  await page.goto(`${op.provider.issuer}/session/end?${new URLSearchParams(params)}`);
  const confirm = page.locator('form button[type=submit]');
  const isAsked = new URL(page.url()).pathname === '/session/end' && (await confirm.count()) > 0;
  if (isAsked) {
    await confirm.first().click();
    await page.waitForURL((url) => url.pathname !== '/session/end');
  }
  return { url: page.url(), isAsked, text: (await page.locator('body').textContent()) ?? '' };
}

describeWithBrowser('oidcc-config-certification-test-plan', () => {
  beforeAll(async () => {
    op = await startOpUnderTest();
    ({ rp } = op);
  });

  afterEach(() => op.closeWindows());
  afterAll(() => op?.stop());

  it('oidcc-discovery-endpoint-verification', async () => {
    const found = await discovered();
    expect(found['issuer']).toBe(op.provider.issuer);
    expect(found).toMatchObject({
      response_types_supported: ['code'],
      subject_types_supported: expect.arrayContaining(['pairwise', 'public']),
      id_token_signing_alg_values_supported: expect.arrayContaining(['RS256']),
      scopes_supported: expect.arrayContaining(['openid', 'profile', 'email']),
      claims_supported: expect.arrayContaining(['sub', 'name', 'email', 'acr', 'auth_time']),
      grant_types_supported: expect.arrayContaining(['authorization_code', 'refresh_token']),
      claims_parameter_supported: true,
      request_parameter_supported: true,
      request_uri_parameter_supported: false,
      acr_values_supported: expect.arrayContaining(['https://refeds.org/profile/mfa']),
      registration_endpoint: `${op.provider.issuer}/reg`,
      device_authorization_endpoint: `${op.provider.issuer}/device/auth`,
    });
    for (const [name, value] of Object.entries(found)) {
      if (!name.endsWith('_endpoint') && name !== 'jwks_uri') continue;
      expect(new URL(String(value)).origin).toBe(op.provider.issuer);
    }
    const { keys } = (await (await fetch(String(found['jwks_uri']))).json()) as { keys: Record<string, unknown>[] };
    expect(new Set(keys.map((key) => key['kid'])).size).toBe(keys.length);
    for (const key of keys) {
      expect(key).toMatchObject({ use: 'sig', alg: expect.any(String), kty: expect.stringMatching(/^(RSA|EC|OKP)$/) });
      for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) expect(key).not.toHaveProperty(secret);
    }
  });

  it('oidcc-rp-initiated-logout-discovery-endpoint-verification', async () => {
    expect((await discovered())['end_session_endpoint']).toBe(`${op.provider.issuer}/session/end`);
  });

  it('oidcc-rp-initiated-logout', async () => {
    const { window, idToken } = await signedIn();
    const out = await signOut(window, {
      id_token_hint: idToken,
      post_logout_redirect_uri: rp.postLogoutUri,
      state: 'x y',
    });
    expect(out).toMatchObject({ url: `${rp.postLogoutUri}?state=x+y`, isAsked: false });
    expect(await isSignedIn(window)).toBe(false);
  });

  it('oidcc-rp-initiated-logout-no-state', async () => {
    const { window, idToken } = await signedIn();
    const out = await signOut(window, { id_token_hint: idToken, post_logout_redirect_uri: rp.postLogoutUri });
    expect(out.url).toBe(rp.postLogoutUri);
    expect(await isSignedIn(window)).toBe(false);
  });

  it.each([
    ['oidcc-rp-initiated-logout-bad-post-logout-redirect-uri', (uri: string) => `${uri}/bad`],
    ['oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri', (uri: string) => `${uri}?foo=bar`],
  ])('%s', async (_name, changed) => {
    const { window, idToken } = await signedIn();
    const uri = changed(rp.postLogoutUri);
    const out = await signOut(window, { id_token_hint: idToken, post_logout_redirect_uri: uri });
    expect(new URL(out.url).origin).toBe(op.provider.issuer);
  });

  it('oidcc-rp-initiated-logout-modified-id-token-hint', async () => {
    const { window, idToken } = await signedIn();
    const [header, payload, signature] = idToken.split('.');
    const modified = `${header}.${payload}.${signature!.startsWith('A') ? 'B' : 'A'}${signature!.slice(1)}`;
    const out = await signOut(window, { id_token_hint: modified, post_logout_redirect_uri: rp.postLogoutUri });
    expect(new URL(out.url).origin).toBe(op.provider.issuer);
    expect(await isSignedIn(window)).toBe(true);
  });

  it.each([
    ['oidcc-rp-initiated-logout-no-id-token-hint', { post_logout_redirect_uri: 'registered' }],
    ['oidcc-rp-initiated-logout-no-params', {}],
    ['oidcc-rp-initiated-logout-only-state', { state: 'abc' }],
  ])('%s', async (_name, params: Record<string, string>) => {
    const { window } = await signedIn();
    const named = params['post_logout_redirect_uri'] ? { post_logout_redirect_uri: rp.postLogoutUri } : {};
    const out = await signOut(window, { ...params, ...named });
    // Nobody has proved for whom he speaks: the person is asked, or nobody is sent anywhere.
    if (out.isAsked) expect(await isSignedIn(window)).toBe(false);
    expect(new URL(out.url).origin).toBe(op.provider.issuer);
  });

  it('oidcc-rp-initiated-logout-no-post-logout-redirect-uri', async () => {
    const { window, idToken } = await signedIn();
    const out = await signOut(window, { id_token_hint: idToken });
    expect(new URL(out.url).origin).toBe(op.provider.issuer);
    expect(await isSignedIn(window)).toBe(false);
  });

  it('oidcc-backchannel-logout-discovery-endpoint-verification', async () => {
    expect(await discovered()).toMatchObject({
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    });
  });

  it('oidcc-backchannel-rp-initiated-logout', async () => {
    const { window, idToken, claims } = await signedIn();
    rp.logoutTokens.length = 0;
    await signOut(window, { id_token_hint: idToken, post_logout_redirect_uri: rp.postLogoutUri });
    for (let tries = 0; rp.logoutTokens.length === 0 && tries < 100; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(rp.logoutTokens).toHaveLength(1);
    const { payload, protectedHeader } = await jwtVerify(
      rp.logoutTokens[0]!,
      createRemoteJWKSet(new URL(`${op.provider.issuer}/jwks`)),
      { issuer: op.provider.issuer, audience: rp.clientId, typ: 'logout+jwt' },
    );
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({
      sub: claims['sub'],
      sid: claims['sid'],
      jti: expect.any(String),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    });
    expect(payload).not.toHaveProperty('nonce');
    expect(payload.exp! - payload.iat!).toBeLessThanOrEqual(120);
    expect(await isSignedIn(window)).toBe(false);
  });
});
