import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { Browser as PlainBrowser } from '../integration/identity-provider/browser.ts';
import { beginSignIn, withoutQuery } from '../integration/identity-provider/factor-flows.ts';
import { authorizationRequest, type RegisteredClient, registerClient } from '../integration/identity-provider/flows.ts';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { describeWithBrowser, faultsOfPage, launchBrowser, watchedPage } from '../support/browser.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../support/people.ts';

jest.setTimeout(180_000);

const guessers = 6;
/** A hash of another program that takes long: what waits behind it waits surely. */
const slow = `$argon2id$v=19$m=131072,t=4,p=1$c2FsdHNhbHQ$${'A'.repeat(43)}`;

/** What somebody sees whose sign-in finds no place, and how he goes on from there. */
describeWithBrowser('the waiting page', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let browser: Browser;
  let client: RegisteredClient;
  let names: ArrangedPerson[];

  beforeAll(async () => {
    [database, browser] = [await freshDatabase(), await launchBrowser()];
    const { tpu } = await arrangeUniversities(database.admin);
    provider = await startIdentityProviders(database, {
      settings: { CAMPUS_TRUST_PROXY: 'loopback', CAMPUS_PASSWORD_QUEUE_MAX: '1' },
    });
    client = await registerClient(provider);
    names = await Promise.all(Array.from({ length: 12 }, () => arrangePerson(database.admin, { university: tpu })));
    const accounts = names.map(({ eppn }) => ({ login: eppn, hash: slow }));
    await provider.api('POST', '/api/v1/accounts/imported-passwords', 'accounts.write', { accounts });
  });

  afterAll(async () => {
    await browser?.close();
    await provider?.stop();
    await database?.drop();
  });

  /** Keeps the queue full until it is stopped. */
  async function fill() {
    let filling = true;
    let guesses = 0;
    const guess = async (n: number) => {
      const own = new PlainBrowser();
      const page = withoutQuery(await beginSignIn(provider, own, authorizationRequest(provider.issuer, client)));
      while (filling) {
        guesses += 1;
        const login = names[guesses % names.length]!.eppn;
        await own.post(page, { university: '', login, password: 'догадка' }, { 'x-forwarded-for': `10.7.${n}.1` });
      }
    };
    const done = Promise.all(Array.from({ length: guessers }, (_, n) => guess(n)));
    return async () => {
      filling = false;
      await done;
    };
  }

  it.each(['ru', 'en'] as const)(
    'keeps the rules of a page, and leads back with what was typed, in %s',
    async (locale) => {
      const context = await browser.newContext({
        locale: locale === 'ru' ? 'ru-RU' : 'en-GB',
        viewport: { width: 1280, height: 800 },
        reducedMotion: 'reduce',
      });
      const { page, complaints } = await watchedPage(context);
      const again = page.locator('input[name=again]');
      const stop = await fill();
      try {
        await page.goto(`${authorizationRequest(provider.issuer, client, { scope: 'openid' }).url}&domain_hint=tpu.ru`);
        // Whoever is held back may find a place after all, and is told that the password is wrong: he tries again.
        for (let tries = 0; tries < 8 && (await again.count()) === 0; tries += 1) {
          await page.locator('input[name=login]').fill('i.ivanova@tpu.ru');
          await page.locator('input[name=shared]').check();
          await page.locator('input[name=password]').fill('не тот пароль');
          const answer = page.waitForEvent('domcontentloaded');
          await page.locator('input[name=password]').press('Enter');
          await answer;
        }
        expect(await again.count()).toBe(1);
        expect(await faultsOfPage(page, 'waiting')).toEqual([]);
        expect(await page.locator('html').getAttribute('lang')).toBe(locale);
      } finally {
        await stop();
      }
      await page.locator('button[type=submit]').click();
      await page.locator('input[name=password]').waitFor();
      expect(await page.locator('input[name=login]').inputValue()).toBe('i.ivanova@tpu.ru');
      expect(await page.locator('input[name=shared]').isChecked()).toBe(true);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
