import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { describeWithBrowser } from '../support/browser.ts';
import { later, type OpUnderTest, startOpUnderTest } from './op-under-test.ts';
import type { RelyingParty } from './relying-party.ts';
import type { Window } from './window.ts';

/**
 * The plan "OpenID Connect Core: Basic Certification Profile" of the OpenID Foundation's suite, each test under its
 * module's name: here those about parameters of the request and about the person's session.
 */
let op: OpUnderTest;
let rp: RelyingParty;
/** A browser in which nobody was signed in when the module began. */
let window: Window;

type Change = Record<string, string | undefined>;

/** Asks and signs in where that is asked; a code is redeemed and all that comes with it is checked. */
async function ask(change: Change, at: Window = window) {
  const asked = rp.request(change);
  const outcome = await at.authorize(rp, asked.url);
  const code = outcome.answer?.get('code');
  if (!code) return { outcome, error: outcome.answer?.get('error') ?? outcome.shown, tokens: undefined };
  const tokens = await rp.redeem(code);
  return { outcome, error: undefined, tokens, idToken: await rp.idToken(tokens['id_token'], asked) };
}

/** The same for a request that must succeed. */
async function succeed(change: Change) {
  const { outcome, error, idToken, tokens } = await ask(change);
  expect(error).toBeUndefined();
  return { outcome, idToken: idToken!, tokens: tokens! };
}

describeWithBrowser('oidcc-basic-certification-test-plan: requests', () => {
  beforeAll(async () => {
    op = await startOpUnderTest();
    ({ rp } = op);
    window = await op.window();
  });

  afterAll(() => op?.stop());

  it.each([
    ['oidcc-display-page', { display: 'page' }],
    ['oidcc-display-popup', { display: 'popup' }],
    ['oidcc-ensure-request-with-unknown-parameter-succeeds', { extra: 'foobar' }],
    ['oidcc-claims-locales', { claims_locales: 'se' }],
    ['oidcc-max-age-10000', { max_age: '10000' }],
  ])('%s', async (_name, change) => {
    const { idToken } = await succeed(change);
    expect(idToken['auth_time']).toEqual(expect.any(Number));
  });

  it('oidcc-ui-locales', async () => {
    const fresh = await op.window();
    const asked = rp.request({ ui_locales: 'ru en' });
    const { answer, language } = await fresh.authorize(rp, asked.url);
    expect(language).toBe('ru');
    expect(answer!.has('code')).toBe(true);
    await fresh.close();
  });

  it('oidcc-login-hint', async () => {
    const fresh = await op.window();
    const page = await fresh.page();
    await page.goto(rp.request({ login_hint: 'buffy@example.com' }).url);
    const { answer } = await fresh.goOn(rp);
    expect(answer!.has('code')).toBe(true);
    await fresh.close();
  });

  it('oidcc-prompt-login', async () => {
    const first = await succeed({});
    const second = await later(2, () => succeed({ prompt: 'login' }));
    expect(second.outcome.asked).toBe(true);
    expect(Number(second.idToken['auth_time'])).toBeGreaterThan(Number(first.idToken['auth_time']));
    expect(second.idToken.sub).toBe(first.idToken.sub);
  });

  it('oidcc-prompt-none-not-logged-in', async () => {
    const fresh = await op.window();
    const { error, outcome } = await ask({ prompt: 'none' }, fresh);
    expect(error).toBe('login_required');
    expect(outcome.answer!.get('iss')).toBe(op.provider.issuer);
    await fresh.close();
  });

  it('oidcc-prompt-none-logged-in', async () => {
    const first = await succeed({});
    const second = await succeed({ prompt: 'none' });
    expect(second.outcome.asked).toBe(false);
    expect(second.idToken.sub).toBe(first.idToken.sub);
    expect(second.idToken['auth_time']).toBe(first.idToken['auth_time']);
  });

  it('oidcc-max-age-1', async () => {
    const first = await succeed({});
    const second = await later(5, () => succeed({ max_age: '1' }));
    expect(second.outcome.asked).toBe(true);
    expect(Number(second.idToken['auth_time'])).toBeGreaterThan(Number(first.idToken['auth_time']));
  });

  it('oidcc-id-token-hint', async () => {
    const first = await succeed({});
    const hint = String(first.tokens['id_token']);
    const second = await succeed({ prompt: 'none', id_token_hint: hint });
    expect(second.idToken.sub).toBe(first.idToken.sub);
  });

  it('oidcc-ensure-request-with-acr-values-succeeds', async () => {
    const found = (await (await fetch(`${op.provider.issuer}/.well-known/openid-configuration`)).json()) as {
      acr_values_supported: string[];
    };
    const { idToken } = await succeed({ acr_values: found.acr_values_supported.join(' ') });
    // The suite warns where `acr` is none of those that were asked for.
    expect(found.acr_values_supported).toContain(idToken['acr']);
  });

  it('oidcc-ensure-registered-redirect-uri', async () => {
    const { outcome } = await ask({ redirect_uri: `${rp.redirectUri}/unregistered` });
    expect(outcome.answer).toBeUndefined();
    const page = await window.page();
    expect(new URL(page.url()).origin).toBe(op.provider.issuer);
    expect(outcome.shown).toContain('address');
  });

  it('oidcc-ensure-post-request-succeeds', async () => {
    const asked = rp.request();
    const page = await window.page();
    // The form is at 127.0.0.1 and we are at localhost: to the browser, another site.
    await page.goto(`${new URL(rp.redirectUri).origin.replace('localhost', '127.0.0.1')}/post?${asked.params}`);
    await page.locator('button').click();
    await page.waitForURL(`${rp.redirectUri}?**`);
    const { answer, asked: wasAsked } = await window.goOn(rp);
    expect(wasAsked).toBe(false);
    await rp.idToken((await rp.redeem(answer!.get('code')))['id_token'], asked);
  });

  // Skipped by the suite: discovery says "request_uri_parameter_supported": false; what is asked is refused by that name.
  it('oidcc-request-uri-unsigned', async () => {
    const { error } = await ask({ request_uri: `${rp.redirectUri}/request.jwt` });
    expect(error).toBe('request_uri_not_supported');
  });

  // Skipped by the suite where it is refused: discovery lists no "none" among the algorithms of request objects.
  it('oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported', async () => {
    const { params } = rp.request();
    const request = new UnsecuredJWT(Object.fromEntries(params)).setIssuer(rp.clientId).setAudience(op.provider.issuer);
    const { error } = await ask({ request: request.encode() });
    expect(error).toMatch(/^(request_not_supported|invalid_request_object)$/);
  });

  it('oidcc-claims-essential', async () => {
    const { tokens } = await succeed({ claims: JSON.stringify({ userinfo: { name: { essential: true } } }) });
    expect(await rp.userinfo(tokens['access_token'])).toMatchObject({ name: expect.any(String) });
  });

  // The suite's own request object is unsigned, which is refused as above; a signed one does what the module is about.
  it('oidcc-ensure-request-object-with-redirect-uri', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'rp', use: 'sig', alg: 'RS256' }] };
    const signing = await op.register({ jwks });
    const asked = signing.request();
    const { client_id, response_type, scope, ...inside } = Object.fromEntries(asked.params);
    const request = await new SignJWT({ client_id, response_type, scope, ...inside })
      .setProtectedHeader({ alg: 'RS256', kid: 'rp' })
      .setIssuer(signing.clientId)
      .setAudience(op.provider.issuer)
      .sign(privateKey);
    const outside = new URLSearchParams({ client_id: client_id!, response_type: 'code', scope: 'openid', request });
    const { answer } = await window.authorize(signing, `${op.provider.issuer}/auth?${outside}`);
    const tokens = await signing.redeem(answer!.get('code'));
    await signing.idToken(tokens['id_token'], asked);
  });
});
