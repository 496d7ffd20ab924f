import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { decodeJwt } from 'jose';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, type RegisteredClient, redeem, registerClient, type Tokens } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { type ArrangedUpstream, answerOfUpstream, arrangeUpstream } from './upstreams.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let lms: RegisteredClient;
let tpu: University;
let tsu: University;
let timur: ArrangedPerson;
let anna: ArrangedPerson;
let upstream: ArrangedUpstream;

const eppnOf = (sub: string, eppn: unknown, more: object = {}) => ({
  sub,
  name: `Name of ${sub}`,
  claims: { eduperson_principal_name: eppn, ...more },
});

beforeAll(async () => {
  database = await freshDatabase();
  ({ tpu, tsu } = await arrangeUniversities(database.admin));
  timur = await arrangePerson(database.admin, { university: tsu, login: 'timur' });
  anna = await arrangePerson(database.admin, { university: tpu, login: 'anna' });
  provider = await startIdentityProviders(database);
  await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', {
    password: 'верный пароль 1',
  });
  lms = await registerClient(provider);
  upstream = await arrangeUpstream(database.admin, provider, {
    university: tsu,
    people: [
      eppnOf('u-1', timur.eppn),
      eppnOf('u-stranger', 'nobody@tsu.ru'),
      eppnOf('u-of-another', anna.eppn, { email: anna.eppn, email_verified: true }),
      eppnOf(anna.eppn, undefined),
      eppnOf(anna.referenceId, undefined),
      eppnOf('u-number', timur.eppn),
    ],
  });
});

afterAll(async () => {
  await upstream?.stop();
  await provider?.stop();
  await database?.drop();
});

/** The address of our page from which the way to the provider begins. */
function started(change: Record<string, string> = {}) {
  const request = authorizationRequest(provider.issuer, lms, { domain_hint: 'tsu.ru', ...change });
  return { start: request.url, request };
}

/** Signs in over there and comes back: at the application's callback, or at the page that we stop at. */
async function signedIn(browser: Browser, sub: string, change: Record<string, string> = {}) {
  const { start, request } = started(change);
  const back = await answerOfUpstream(browser, upstream, start, sub);
  const { url, response } = await browser.follow(await browser.get(back), lms.redirect_uri);
  return { url, response, request, back };
}

async function subjectOf(url: string, verifier: string): Promise<Record<string, unknown>> {
  const response = await redeem(provider.issuer, lms, new URL(url).searchParams.get('code')!, verifier);
  return decodeJwt(((await response.json()) as Tokens).id_token);
}

const links = async () =>
  (
    await database.admin.raw<{ rows: { sub: string; personId: string; issuer: string }[] }>(
      'select sub, person_id as "personId", issuer from identity_provider.upstream_links order by sub',
    )
  ).rows;

describe('a university with a provider of its own', () => {
  it('sends its people there, and they come back as who the university’s identifier says', async () => {
    const browser = new Browser();
    const { url, request } = await signedIn(browser, 'u-1');
    expect(url.startsWith(lms.redirect_uri)).toBe(true);
    const claims = await subjectOf(url, request.verifier);
    expect(claims['sub']).toBe(timur.referenceId);
    expect(await links()).toEqual([{ sub: 'u-1', personId: timur.personId, issuer: upstream.issuer }]);
    expect(browser.cookie('campus_university')).toBe('tsu');
  });

  it('is found by the link from then on, whatever the claims say', async () => {
    upstream.people.set('u-1', eppnOf('u-1', 'nobody@tsu.ru'));
    const { url, request } = await signedIn(new Browser(), 'u-1');
    expect((await subjectOf(url, request.verifier))['sub']).toBe(timur.referenceId);
    upstream.people.set('u-1', eppnOf('u-1', timur.eppn));
  });

  it('is asked with the device’s memory: a page with a link, and another university one press away', async () => {
    const browser = new Browser();
    browser.setCookie('campus_university', 'tsu');
    const request = authorizationRequest(provider.issuer, lms);
    const { url, response } = await browser.follow(await browser.get(request.url), lms.redirect_uri);
    const text = await response.text();
    expect([new URL(url).pathname.endsWith('/upstream'), response.status]).toEqual([true, 200]);
    expect(text).toContain('go=yes');
    expect(text).toContain('choose=yes');
  });

  it('still lets in by a password here, for the day on which the provider is out of order', async () => {
    const browser = new Browser();
    const { start } = started();
    const first = await browser.get(start);
    const uid = /\/interaction\/([^/?]+)/.exec(first.headers.get('location')!)![1];
    const page = await browser.get(`${provider.issuer}/interaction/${uid}?university=tsu&way=password`);
    expect([page.status, (await page.text()).includes('name="password"')]).toEqual([200, true]);
  });
});

describe('whom a provider may name', () => {
  it.each([
    ['another university’s eppn, with her e-mail address', 'u-of-another'],
    ['her eppn as its own subject', () => anna.eppn],
    ['her public reference as its own subject', () => anna.referenceId],
    ['an identifier that nobody has', 'u-stranger'],
  ])('%s opens nothing and goes into the queue', async (_, who) => {
    const before = await links();
    const { response, url } = await signedIn(new Browser(), typeof who === 'string' ? who : who());
    expect([url.startsWith(lms.redirect_uri), response.status]).toEqual([false, 403]);
    expect(await links()).toEqual(before);
  });

  it('a second subject with the identifier of somebody who is linked waits for people to decide', async () => {
    const { response, url } = await signedIn(new Browser(), 'u-number');
    expect([url.startsWith(lms.redirect_uri), response.status]).toEqual([false, 403]);
    const { rows } = await database.admin.raw<{ rows: { sub: string }[] }>(
      `select sub from identity_provider.upstream_strangers where state = 'waiting' order by sub`,
    );
    expect(rows.map(({ sub }) => sub)).toContain('u-number');
  });

  it('notes a stranger once, however often he tries', async () => {
    await signedIn(new Browser(), 'u-stranger');
    await signedIn(new Browser(), 'u-stranger');
    const { rows } = await database.admin.raw<{ rows: { n: number; sealed: string }[] }>(
      `select count(*)::int as n, min(shown_sealed) as sealed from identity_provider.upstream_strangers where sub = 'u-stranger'`,
    );
    expect(rows[0]!.n).toBe(1);
    expect(rows[0]!.sealed).not.toContain('Name of');
  });

  it('a locked account stays locked', async () => {
    const state = (to: string) =>
      provider.api('PUT', `/api/v1/accounts/${timur.personId}/state`, 'accounts.write', { state: to });
    await state('locked');
    const { response, url } = await signedIn(new Browser(), 'u-1');
    expect([url.startsWith(lms.redirect_uri), response.status]).toEqual([false, 403]);
    const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
      `select count(*)::int as n from directory.audit_trail where action = 'sign-in.failed' and subject = ?`,
      [`person:${timur.personId}`],
    );
    expect(rows[0]!.n).toBe(1);
    await state('active');
  });
});

describe('an answer of a provider', () => {
  it('counts in the browser that asked, and once', async () => {
    const browser = new Browser();
    const { start } = started();
    const back = await answerOfUpstream(browser, upstream, start, 'u-1');
    const stranger = await new Browser().get(back);
    expect([stranger.status, stranger.headers.get('location')]).toEqual([400, null]);
    expect((await browser.get(back)).headers.get('location')).toContain('/upstream/back');
    const again = await browser.get(back);
    expect(again.status).toBe(400);
    // One press goes on where the sign-in stands.
    expect(await again.text()).toMatch(/href="\/interaction\/[\w-]+"/);
    expect(await stranger.text()).not.toContain('/interaction/');
  });

  it.each([
    ['another issuer in `iss` (RFC 9207)', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
    ['no `iss` where the provider says that it gives one', (url: URL) => url.searchParams.delete('iss')],
    ['a code of somebody else', (url: URL) => url.searchParams.set('code', 'x'.repeat(43))],
    ['another state', (url: URL) => url.searchParams.set('state', 'x'.repeat(43))],
    ['another provider’s address', (url: URL) => (url.pathname = '/federation/callback/tpu')],
  ])('with %s lets nobody in', async (_, change) => {
    const browser = new Browser();
    const { start } = started();
    const back = new URL(await answerOfUpstream(browser, upstream, start, 'u-1'));
    change(back);
    const { url, response } = await browser.follow(await browser.get(back.href), lms.redirect_uri);
    expect(url.startsWith(lms.redirect_uri)).toBe(false);
    expect(response.status).toBeGreaterThanOrEqual(400);
  });

  it('that says no leaves a way on: again, another university, a password', async () => {
    const browser = new Browser();
    const { start } = started();
    const back = await answerOfUpstream(browser, upstream, start, '');
    const { url, response } = await browser.follow(await browser.get(back), lms.redirect_uri);
    // It may be read again, and in the other language.
    expect((await browser.get(`${url}?lang=en`)).status).toBe(403);
    const text = await response.text();
    expect(response.status).toBe(403);
    for (const way of ['go=yes', 'choose=yes', 'way=password']) expect(text).toContain(way);
  });

  it('is asked for anew where the application asks for a fresh proof', async () => {
    const browser = new Browser();
    await signedIn(browser, 'u-1');
    const { start } = started({ prompt: 'login' });
    let response = await browser.get(start);
    for (let hops = 0; hops < 6 && !response.headers.get('location')?.startsWith(upstream.issuer); hops += 1)
      response = await browser.get(new URL(response.headers.get('location')!, response.url).href);
    const asked = new URL(response.headers.get('location')!);
    expect([asked.searchParams.get('prompt'), asked.searchParams.get('max_age')]).toEqual(['login', '0']);
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
    expect(asked.searchParams.get('nonce')).toBeTruthy();
    expect(asked.searchParams.get('redirect_uri')).toBe(`${provider.issuer}/federation/callback/tsu`);
  });
});
