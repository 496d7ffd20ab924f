import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { codeFor } from '../integration/identity-provider/factor-flows.ts';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { describeWithBrowser, faultsOfPage, launchBrowser, watchedPage } from '../support/browser.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

const password = 'кедр-и-багульник 7';

jest.setTimeout(120_000);

/** The one thing that needs a script, in a real browser with an authenticator of its own; every page on the way is looked at. */
describeWithBrowser('a passkey in a browser', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let browser: Browser;
  let login: string;

  beforeAll(async () => {
    database = await freshDatabase();
    const { tpu } = await arrangeUniversities(database.admin);
    provider = await startIdentityProviders(database);
    const { personId, eppn } = await arrangePerson(database.admin, { university: tpu });
    login = eppn;
    await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    await provider?.stop();
    await database?.drop();
  });

  const home = () => `${provider.issuer}/account/security`;
  const toSignInPage = async (page: Page) => {
    await page.goto(home());
    // The chooser remembers nobody in a browser without cookies.
    if ((await page.locator('input[name=password]').count()) === 0) await page.locator('a.choice').first().click();
  };
  const toSignIn = async (page: Page) => {
    await toSignInPage(page);
    await page.waitForSelector('input[name=password]');
  };

  it('is added by name, and signs in from the login field and by one press', async () => {
    const context = await browser.newContext({ locale: 'ru-RU', reducedMotion: 'reduce' });
    const { page, complaints } = await watchedPage(context);
    const faults: string[] = [];
    const look = async (name: string) => faults.push(...(await faultsOfPage(page, name)));
    const cdp = await context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');

    await toSignIn(page);
    await look('password');
    await page.locator('.password-show').click();
    expect(await page.locator('input[name=password]').getAttribute('type')).toBe('text');
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill(password);
    await page.keyboard.press('Enter');
    await page.waitForURL(home());
    await look('security');

    await page.goto(`${home()}/passkeys/new`);
    await look('passkey-new');
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.locator('input[name=name]').fill('Ноутбук в читальном зале');
    await page.locator('.passkey-button').click();
    await page.waitForURL(/done=passkeyAdded/);
    expect(await page.locator('main').textContent()).toContain('Ноутбук в читальном зале');

    await page.locator('form[action$="/totp/begin"] button').click();
    await page.waitForSelector('.qr');
    await look('totp');
    const text = (await page.locator('main').textContent()) ?? '';
    const secret = text.match(/((?:[A-Z2-7]{4}\s){7}[A-Z2-7]{4})/)![1]!.replaceAll(/\s/g, '');
    await page.locator('input[name=code]').fill(codeFor(secret));
    await page.keyboard.press('Enter');
    await page.waitForURL(/done=totpAdded/);
    await page.locator('form[action$="/recovery-codes"] button').click();
    await page.waitForSelector('.recovery-codes');
    await look('recovery-codes');

    // From the list of the login field (conditional mediation): this authenticator agrees at once, nothing is pressed …
    await context.clearCookies();
    await toSignInPage(page);
    await page.waitForURL(home());

    // … by a press of the button, while the list is still waiting …
    const presence = (enabled: boolean) =>
      cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    await presence(false);
    await context.clearCookies();
    await toSignIn(page);
    await presence(true);
    await page.locator('.passkey-button').click({ noWaitAfter: true });
    await page.waitForURL(home());

    // … and after a password, in the place of a code.
    await context.clearCookies();
    await cdp.send('WebAuthn.disable');
    await cdp.send('WebAuthn.enable');
    await toSignIn(page);
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill(password);
    await page.keyboard.press('Enter');
    await page.waitForURL(/second-factor/);
    await look('second-factor');
    await page.goto(`${page.url()}?recovery=yes`);
    await look('second-factor--recovery');

    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is the only thing that needs a script: without one the button is not there and the password is', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await toSignIn(page);
    expect(await page.locator('.passkey-button').isVisible()).toBe(false);
    expect(await page.locator('.password-show').isVisible()).toBe(false);
    await page.locator('input[name=login]').fill(login);
    await page.locator('input[name=password]').fill('не тот пароль');
    await page.locator('form:not([data-passkey]) button[type=submit]').first().click();
    expect(await page.locator('.alert').count()).toBe(1);
    await context.close();
  });
});
