import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { agreement, authorizationRequest, type RegisteredClient, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let owner: ArrangedPerson;
let other: ArrangedPerson;
let client: RegisteredClient;
const password = 'пароль владельца';

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  owner = await arrangePerson(database.admin, { university: tpu });
  other = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database, {
    settings: { CAMPUS_TRUST_PROXY: 'loopback', CAMPUS_SIGN_IN_SOURCE_FAILURES_MAX: '30' },
  });
  for (const { personId } of [owner, other]) {
    await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
  }
  client = await registerClient(provider);
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

/** One attempt from an address, as a proxy in front of us reports it. */
async function attempt(login: string, tried: string, from: string): Promise<Response> {
  const browser = new Browser();
  const page = await browser.follow(
    await browser.get(authorizationRequest(provider.issuer, client).url),
    client.redirect_uri,
  );
  return browser.post(page.url, { university: '', login, password: tried }, { 'x-forwarded-for': from });
}

describe('guessing passwords', () => {
  it('of one name from one network is stopped after ten, without telling whether the eleventh was right', async () => {
    for (let n = 0; n < 10; n += 1)
      expect((await attempt(owner.eppn, `wrong ${n}`, `203.0.113.${n}`)).status).toBe(422);
    const eleventh = await attempt(owner.eppn, password, '203.0.113.1');
    expect(eleventh.status).toBe(429);
    expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(eleventh.headers.get('location')).toBeNull();
  });

  it('does not lock the owner out: from elsewhere the right password works', async () => {
    const response = await attempt(owner.eppn, password, '198.51.100.2');
    expect(response.status).toBe(303);
  });

  it('of many names from one address is stopped for that address alone', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 32; n += 1)
      statuses.push((await attempt(`nobody-${n}@tpu.ru`, 'Qwerty123', '192.0.2.3')).status);
    expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 422));
    expect(statuses.at(-1)).toBe(429);
    expect((await attempt(other.eppn, password, '192.0.2.3')).status).toBe(429);
    expect((await attempt(other.eppn, password, '198.51.100.4')).status).toBe(303);
  });
});

describe('what is too large', () => {
  it('is refused before anything is hashed: 413 for the form, the usual answer for the password', async () => {
    expect((await attempt(other.eppn, 'x'.repeat(70_000), '198.51.100.5')).status).toBe(413);
    expect((await attempt(other.eppn, 'x'.repeat(2_000), '198.51.100.5')).status).toBe(422);
  });
});

describe('a form from another site', () => {
  it.each<[string, Record<string, string>]>([
    ['by Fetch Metadata', { 'sec-fetch-site': 'cross-site' }],
    ['by its Origin', { origin: 'https://evil.example' }],
  ])('is refused (%s)', async (_case, headers) => {
    const browser = new Browser();
    const page = await browser.follow(
      await browser.get(authorizationRequest(provider.issuer, client).url),
      client.redirect_uri,
    );
    const response = await browser.post(page.url, { university: '', login: other.eppn, password }, headers);
    expect(response.status).toBe(403);
  });
});

describe('a sign-in page', () => {
  it('that is not in hand any more says so', async () => {
    const response = await new Browser().get(`${provider.issuer}/interaction/gone`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Эта страница входа устарела');
  });

  it('lets nobody in from a browser that did not begin it', async () => {
    const victim = new Browser();
    const page = await victim.follow(
      await victim.get(authorizationRequest(provider.issuer, client).url),
      client.redirect_uri,
    );
    expect((await new Browser().post(page.url, { university: '', login: other.eppn, password })).status).toBe(400);
  });

  it('speaks the language that the application asks for, until the person chooses one', async () => {
    const browser = new Browser();
    const request = authorizationRequest(provider.issuer, client, { ui_locales: 'en-GB ru', login_hint: 'a.b@tpu.ru' });
    const { response, url } = await browser.follow(await browser.get(request.url), client.redirect_uri);
    const body = await response.text();
    expect(body).toContain('<html lang="en"');
    expect(body).toContain('value="a.b@tpu.ru"');
    expect(await (await browser.get(`${url}?lang=ru`)).text()).toContain('<html lang="ru"');
    expect(await (await browser.get(url)).text()).toContain('<html lang="ru"');
  });

  it('can be left, and the application is told', async () => {
    const browser = new Browser();
    const page = await browser.follow(
      await browser.get(authorizationRequest(provider.issuer, client).url),
      client.redirect_uri,
    );
    const left = await browser.follow(await browser.post(`${page.url}/cancel`, {}), client.redirect_uri);
    expect(new URL(left.url).searchParams.get('error')).toBe('access_denied');
  });
});

describe('an application that is not the universities’ own', () => {
  it('learns who somebody is only after they have said so', async () => {
    const stranger = await registerClient(provider, { client_name: 'Stranger', first_party: false });
    const browser = new Browser();
    const request = authorizationRequest(provider.issuer, stranger);
    const signIn = await browser.follow(await browser.get(request.url), stranger.redirect_uri);
    const asked = await browser.follow(
      await browser.post(
        signIn.url,
        { university: '', login: other.eppn, password },
        { 'x-forwarded-for': '203.0.113.9' },
      ),
      stranger.redirect_uri,
    );
    expect(asked.url).toContain('/interaction/');
    expect(await asked.response.text()).toContain('Stranger');
    const refused = browser.clone();
    const no = await refused.follow(await refused.post(`${asked.url}/cancel`, {}), stranger.redirect_uri);
    expect(new URL(no.url).searchParams.get('error')).toBe('access_denied');

    const again = await browser.follow(await browser.get(request.url), stranger.redirect_uri);
    const yes = await browser.follow(
      await browser.post(`${again.url}/consent`, agreement(await again.response.text())),
      stranger.redirect_uri,
    );
    expect(new URL(yes.url).searchParams.get('code')).not.toBeNull();
    const silent = await browser.get(authorizationRequest(provider.issuer, stranger, { prompt: 'none' }).url);
    expect(new URL(silent.headers.get('location')!).searchParams.get('code')).not.toBeNull();
  });
});
