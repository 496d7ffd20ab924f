import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { addTotp, codeFor, follow, openAccount } from './factor-flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { type ArrangedUpstream, answerOfUpstream, arrangeUpstream } from './upstreams.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let upstream: ArrangedUpstream;
let anna: ArrangedPerson;
let secret: string;
const password = 'кедр-и-багульник 7';

beforeAll(async () => {
  database = await freshDatabase();
  const { tsu } = await arrangeUniversities(database.admin);
  anna = await arrangePerson(database.admin, { university: tsu, login: 'anna' });
  provider = await startIdentityProviders(database);
  await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', { password });
  const browser = new Browser();
  await openAccount(provider, browser, { login: anna.eppn, password });
  secret = await addTotp(provider, browser);
  upstream = await arrangeUpstream(database.admin, provider, {
    university: tsu,
    // It calls every sign-in one with two factors, and is believed by applications.
    trustsAcr: true,
    people: [{ sub: 'u-1', name: 'Anna', claims: { eduperson_principal_name: anna.eppn } }],
  });
});

afterAll(async () => {
  await upstream?.stop();
  await provider?.stop();
  await database?.drop();
});

/** Over the university's own provider to the page behind the sign-in. */
async function overThere(browser: Browser, start: string) {
  const { url } = await follow(provider, browser, await browser.get(start));
  const { origin, pathname } = new URL(url);
  const way = `${origin}${pathname.replace(/\/upstream$/, '')}/upstream?university=tsu&go=yes`;
  return follow(provider, browser, await browser.get(await answerOfUpstream(browser, upstream, way, 'u-1')));
}

const hasTotp = async () =>
  (await database.admin.raw<{ rows: unknown[] }>('select from identity_provider.totp')).rows.length === 1;

describe('the word of a university’s provider', () => {
  it('lets somebody in and changes nothing that protects his account, until he shows his second factor', async () => {
    const browser = new Browser();
    const security = `${provider.issuer}/account/security`;
    expect((await overThere(browser, security)).url).toBe(security);

    const from = { referer: security };
    for (const [path, form] of [
      ['/totp/remove', {}],
      ['/passkeys/question', {}],
      ['/recovery-codes', {}],
    ] as const) {
      const answer = await browser.post(`${security}${path}`, form, from);
      expect([path, answer.status]).toEqual([path, 303]);
      expect(answer.headers.get('location')).toMatch(/^\/account\/sign-in\?again=yes&factor=yes&/);
    }
    const close = await browser.get(`${provider.issuer}/account/close`);
    expect(close.headers.get('location')).toContain('factor=yes');
    expect(await hasTotp()).toBe(true);

    const asked = await overThere(browser, `${provider.issuer}${close.headers.get('location')}`);
    expect(asked.url).toMatch(/\/second-factor$/);
    const shown = await follow(
      provider,
      browser,
      await browser.post(asked.url, { code: codeFor(secret, new Date(), 1) }),
    );
    expect(shown.url).toBe(`${provider.issuer}/account/close`);
    expect((await browser.post(`${security}/totp/remove`, {}, from)).headers.get('location')).toContain('totpRemoved');
    expect(await hasTotp()).toBe(false);
  });

  it('is enough for whoever has no second factor', async () => {
    const browser = new Browser();
    await overThere(browser, `${provider.issuer}/account/security`);
    expect((await browser.get(`${provider.issuer}/account/close`)).status).toBe(200);
  });
});
