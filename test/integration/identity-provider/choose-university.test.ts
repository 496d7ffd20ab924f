import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, type RegisteredClient, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let lms: RegisteredClient;
const password = 'верный пароль 1';
let eppn: string;

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const anna = await arrangePerson(database.admin, { university: tpu, login: 'anna.kedrova' });
  eppn = anna.eppn;
  provider = await startIdentityProviders(database);
  await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', { password });
  lms = await registerClient(provider);
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

async function opened(browser: Browser, change: Record<string, string> = {}) {
  const { url, response } = await browser.follow(
    await browser.get(authorizationRequest(provider.issuer, lms, change).url, { 'accept-language': 'ru' }),
    lms.redirect_uri,
  );
  return { url: url.split('?')[0]!, text: await response.text() };
}

const asks = (text: string) => text.includes('class="choices"');
const passwordFor = (text: string, slug: string) =>
  new RegExp(`value="${slug}"[^>]* selected|name="university" value="${slug}"`).test(text);

describe('which university?', () => {
  it('is asked with all universities in sight, found by ?q= in either alphabet and layout, without a script', async () => {
    const browser = new Browser();
    const { url, text } = await opened(browser);
    expect(asks(text)).toBe(true);
    expect(text).toContain('?university=tpu');
    expect(text).toContain('?university=tsu');
    for (const question of ['политех', 'politekh', 'nge', 'TPU', 'anna@tpu.ru']) {
      const found = await (await browser.get(`${url}?q=${encodeURIComponent(question)}`)).text();
      expect(found).toContain('?university=tpu');
      expect(found).not.toContain('?university=tsu');
    }
    const nothing = await (await browser.get(`${url}?q=${encodeURIComponent('<b>нет</b>')}`)).text();
    expect(nothing).not.toContain('?university=');
    expect(nothing).toContain('&lt;b>нет&lt;/b>');
  });

  it('leads to the form of the chosen one; the device remembers it, and it can always be chosen anew', async () => {
    const browser = new Browser();
    const { url } = await opened(browser);
    const form = await (await browser.get(`${url}?university=tpu`)).text();
    expect(asks(form)).toBe(false);
    expect(passwordFor(form, 'tpu')).toBe(true);
    await browser.post(url, { university: 'tpu', login: eppn, password });

    const again = await opened(browser, { prompt: 'login' });
    expect(asks(again.text)).toBe(false);
    expect(passwordFor(again.text, 'tpu')).toBe(true);
    const anew = await (await browser.get(`${again.url}?choose=yes`)).text();
    expect(asks(anew)).toBe(true);
    expect(passwordFor(await (await browser.get(`${again.url}?university=tsu`)).text(), 'tsu')).toBe(true);
  });

  it.each([
    [{ domain_hint: 'tsu.ru' }],
    [{ login_hint: 'ivan@stud.tsu.ru' }],
    [{ login_hint: 'ivan@tpu.ru', domain_hint: 'tsu.ru' }],
  ])('is answered by the application: %j', async (hints) => {
    const browser = new Browser();
    browser.setCookie('campus_university', 'tpu');
    const { text } = await opened(browser, hints);
    expect(passwordFor(text, 'tsu')).toBe(true);
  });

  it.each([[{ domain_hint: 'elsewhere.example' }], [{ login_hint: 'ivan' }], [{ login_hint: '"><script>@x' }]])(
    'is asked where a hint names nobody: %j',
    async (hints) => {
      expect(asks((await opened(new Browser(), hints)).text)).toBe(true);
    },
  );

  it('is asked anew where the remembered one is none of the members any more, or never was', async () => {
    for (const slug of ['gone', 'tpu"><b>', '..']) {
      const browser = new Browser();
      browser.setCookie('campus_university', encodeURIComponent(slug));
      expect(asks((await opened(browser)).text)).toBe(true);
    }
  });
});
