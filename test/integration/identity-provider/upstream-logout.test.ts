import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { type FalseUpstream, startFalseUpstream } from './false-upstream.ts';
import { authorizationRequest, type RegisteredClient, registerClient, signInAt } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { arrangeUpstream, insertLiveUpstream } from './upstreams.ts';

const event = 'http://schemas.openid.net/event/backchannel-logout';
const password = 'верный пароль 1';

let database: FreshDatabase;
let provider: IdentityProvider;
let lms: RegisteredClient;
let tpu: University;
let tsu: University;
let timur: ArrangedPerson;
let upstream: FalseUpstream;

beforeAll(async () => {
  database = await freshDatabase();
  ({ tpu, tsu } = await arrangeUniversities(database.admin));
  timur = await arrangePerson(database.admin, { university: tsu, login: 'timur' });
  provider = await startIdentityProviders(database, { instances: 2 });
  await provider.api('PUT', `/api/v1/accounts/${timur.personId}/password`, 'accounts.write', { password });
  lms = await registerClient(provider);
  upstream = await startFalseUpstream(timur.eppn);
  await insertLiveUpstream(database.admin, provider, { university: tsu, ...upstream });
});

afterAll(async () => {
  await upstream?.stop();
  await provider?.stop();
  await database?.drop();
});

/** Signed in at the application by way of the provider, in that session of the provider's. */
async function signedInThrough(sid: string): Promise<Browser> {
  upstream.tell({ claims: { sid } });
  const browser = new Browser();
  const request = authorizationRequest(provider.issuer, lms, { domain_hint: 'tsu.ru' });
  const { url } = await browser.follow(await browser.get(request.url), lms.redirect_uri);
  expect(url).toContain('code=');
  return browser;
}

/** Whether an application gets a code without anybody being asked. */
async function isSignedIn(browser: Browser): Promise<boolean> {
  const request = authorizationRequest(provider.issuer, lms, { prompt: 'none' });
  const { url } = await browser.clone().follow(await browser.clone().get(request.url), lms.redirect_uri);
  return url.includes('code=');
}

const now = () => Math.floor(Date.now() / 1_000);
const claims = (change: Record<string, unknown> = {}) =>
  Object.fromEntries(
    Object.entries({
      iss: upstream.issuer,
      aud: 'campus',
      iat: now(),
      exp: now() + 120,
      jti: randomUUID(),
      events: { [event]: {} },
      sub: 'u-1',
      ...change,
    }).filter(([, value]) => value !== undefined),
  );
async function told(token: string, slug = tsu.slug, at = provider.issuer): Promise<number> {
  const response = await fetch(`${at}/federation/backchannel-logout/${slug}`, {
    method: 'POST',
    body: new URLSearchParams({ logout_token: token }),
  });
  await response.arrayBuffer();
  expect(response.headers.get('cache-control')).toContain('no-store');
  return response.status;
}
const deliveries = async () =>
  (await database.admin('identity_provider.logout_deliveries').where({ client_id: lms.client_id })).length;

describe('a sign-out at a university’s own provider', () => {
  it('ends the session that came from it and tells its applications; others of the same person go on', async () => {
    const [one, other] = [await signedInThrough('s-1'), await signedInThrough('s-2')];
    const own = new Browser();
    await signInAt(own, authorizationRequest(provider.issuer, lms), lms, { login: timur.eppn, password }).catch(
      () => undefined,
    );
    const before = await deliveries();
    expect(await told(await upstream.sign(claims({ sid: 's-1' }), { typ: 'logout+jwt' }))).toBe(200);
    expect([await isSignedIn(one), await isSignedIn(other)]).toEqual([false, true]);
    expect(await deliveries()).toBe(before + 1);
    const audited = await database
      .admin('directory.audit_trail')
      .where({ action: 'session.signed_out_upstream', subject: `person:${timur.personId}` });
    expect(audited).toHaveLength(1);
    // A person whom the session is not of moves nobody.
    expect(await told(await upstream.sign(claims({ sid: 's-2', sub: 'u-2' })))).toBe(200);
    expect(await isSignedIn(other)).toBe(true);
  });

  it('without a session named ends all that came from this person over there', async () => {
    const browsers = [await signedInThrough('s-3'), await signedInThrough('s-4')];
    expect(await told(await upstream.sign(claims()))).toBe(200);
    expect(await Promise.all(browsers.map(isSignedIn))).toEqual([false, false]);
  });

  it('counts once, on whichever instance', async () => {
    const browser = await signedInThrough('s-5');
    const token = await upstream.sign(claims({ sid: 's-5' }));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => told(token, tsu.slug, provider.instances[n % 2])),
    );
    expect(answers.filter((status) => status === 200)).toHaveLength(1);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('lets nobody in who was on his way here by that session', async () => {
    upstream.tell({ claims: { sid: 's-6' } });
    const browser = new Browser();
    const request = authorizationRequest(provider.issuer, lms, { domain_hint: 'tsu.ru' });
    let response = await browser.get(request.url);
    let url = request.url;
    for (let hops = 0; hops < 12 && !url.endsWith('/upstream/back'); hops += 1) {
      url = new URL(response.headers.get('location')!, url).href;
      if (!url.endsWith('/upstream/back')) response = await browser.get(url);
    }
    expect(await told(await upstream.sign(claims({ sid: 's-6' })))).toBe(200);
    const end = await browser.get(url);
    expect(end.headers.get('location')).toMatch(/\/interaction\/[^/]+\?choose=yes/);
    expect(await isSignedIn(browser)).toBe(false);
  });
});

describe('a forged logout token', () => {
  const forgeries: [string, Record<string, unknown>, Parameters<FalseUpstream['sign']>[1]?][] = [
    ['signed with another key', {}, { with: 'another key' }],
    ['not signed', {}, { with: 'none' }],
    ['signed with the secret that we share', {}, { with: 'client secret' }],
    ['of another issuer', { iss: 'https://elsewhere.example' }],
    ['of no issuer', { iss: undefined }],
    ['for another application', { aud: 'another' }],
    ['that is an access token', {}, { typ: 'at+jwt' }],
    ['with a nonce: an ID token', { nonce: 'x' }],
    ['without an event', { events: undefined }],
    ['of another event', { events: { 'http://schemas.openid.net/event/other': {} } }],
    ['of an event that is no object', { events: { [event]: true } }],
    ['that names nobody', { sub: undefined, sid: undefined }],
    ['of ten minutes ago', { iat: now() - 600, exp: now() + 600 }],
    ['that has run out', { exp: now() - 120 }],
    ['without an end', { exp: undefined }],
    ['without a beginning', { iat: undefined }],
    ['from the future', { iat: now() + 600, exp: now() + 900 }],
    ['without an id', { jti: undefined }],
    ['with a session of a thousand letters', { sub: undefined, sid: 'x'.repeat(1_000) }],
  ];

  let browser: Browser;
  beforeAll(async () => {
    browser = await signedInThrough('s-forged');
  });

  // Each row whole: where one is shorter than the arguments, jest takes the last of these for its `done`.
  const rows = forgeries.map(([name, change, how = {}]) => [name, change, how] as const);
  it.each(rows)('%s is refused', async (_, change, how) => {
    expect(await told(await upstream.sign(claims({ sid: 's-forged', ...change }), how))).toBe(400);
  });

  it('has ended nothing', async () => {
    expect(await isSignedIn(browser)).toBe(true);
    expect(await told(await upstream.sign(claims({ sid: 's-forged' })))).toBe(200);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('at the address of another provider, of none, or that is nothing at all ends nothing', async () => {
    const browser = await signedInThrough('s-7');
    const second = await arrangeUpstream(database.admin, provider, { university: tpu, people: [] });
    const token = await upstream.sign(claims({ sid: 's-7' }));
    expect(await told(token, tpu.slug)).toBe(400);
    expect(await told(token, 'nobody')).toBe(404);
    for (const nothing of ['', 'x', 'a.b.c', 'x'.repeat(16_000)]) expect(await told(nothing)).toBe(400);
    expect(await isSignedIn(browser)).toBe(true);
    await second.stop();
    await database.admin('identity_provider.upstreams').where({ university_id: tpu.id }).delete();
  });
});
