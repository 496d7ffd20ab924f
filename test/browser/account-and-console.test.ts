import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { uuidv7 } from '@onecampus/runtime';
import type { Browser, Page } from 'playwright-core';
import { type Entity, startEntity } from '../integration/identity-provider/federation-entities.ts';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { arrangeWaiting } from '../support/arrange-waiting.ts';
import { describeWithBrowser, faultsOfPage, launchBrowser, watchedPage } from '../support/browser.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

jest.setTimeout(180_000);

const password = 'двое за одной стойкой';
/** Where nothing else leads: the next pages are found on these. */
const doors = ['/account', '/console/tpu', '/consortium/keys'];
/** The same page about another thing is not looked at again. */
const patternOf = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27,}/g, ':id').replace(/\?.*$/, '');

/**
 * Everything that an administrator who is a security officer can reach from his account, the console and the consortium's
 * pages: found by following the links, each kind of page looked at once in each language.
 */
describeWithBrowser.each(['ru', 'en'] as const)('account, console and consortium, in %s', (locale) => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let browser: Browser;
  let entity: Entity;
  let page: Page;
  let personId: string;
  let tpuId: string;
  let complaintsOf: () => string[];

  beforeAll(async () => {
    [database, browser] = [await freshDatabase(), await launchBrowser()];
    const { tpu, tsu } = await arrangeUniversities(database.admin);
    provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
    entity = await startEntity({ superiors: [provider.issuer], metadata: { openid_relying_party: {} } });
    const person = await arrangePerson(database.admin, {
      university: tpu,
      familyName: 'Старостин',
      affiliation: 'staff',
      roles: ['administrator', 'registrar', 'librarian'],
    });
    await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
    await provider.api('PUT', `/api/v1/consortium/officers/${person.personId}`, 'keys.write');
    await database.admin.raw('update identity_provider.accounts set locale = ?', [locale]);
    await provider.api('POST', '/api/v1/keys/rotate', 'keys.write', { when: 'scheduled' });

    const context = await browser.newContext({
      locale: locale === 'ru' ? 'ru-RU' : 'en-GB',
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    });
    const watched = await watchedPage(context);
    page = watched.page;
    complaintsOf = () => [...watched.complaints];
    await page.goto(`${provider.issuer}/account`);
    const row = page.locator('a.choice[href*="university=tpu"]');
    if ((await row.count()) > 0) await row.click();
    await page.locator('input[name=login]').fill(person.eppn);
    await page.locator('input[name=password]').fill(password);
    await page.locator('input[name=password]').press('Enter');
    await page.waitForURL(`${provider.issuer}/account`);
    [personId, tpuId] = [person.personId, tpu.id];
    await arrangeWaiting(database, provider, { tpu, tsu });
    // Something to be looked at: a network, a proposal and an entity that wait for a second person.
    const send = (path: string, form: Record<string, string>) =>
      page.request.post(`${provider.issuer}${path}`, { form, maxRedirects: 0, headers: { origin: provider.issuer } });
    expect((await send('/console/tpu/networks', { network: '10.20.0.0/16', purpose: 'Moodle' })).status()).toBe(303);
    expect((await send('/consortium/keys/ask', { kind: 'rotate-keys', reason: 'Moodle' })).status()).toBe(303);
    const proposal = { entity: entity.id, kind: 'openid_relying_party' };
    expect((await send('/consortium/federation', proposal)).status()).toBe(303);
  });

  afterAll(async () => {
    await browser?.close();
    await entity?.close();
    await provider?.stop();
    await database?.drop();
  });

  it('every page that can be reached keeps the rules of accessibility, in its language, and scrolls nowhere sideways', async () => {
    const waiting = [...doors];
    const seen = new Set<string>();
    const faults: string[] = [];
    // An administrator with a password alone is confirmed by somebody before his first passkey: the page, then with the number.
    for (const press of ['button.button-primary', 'main a.button']) {
      await page.goto(`${provider.issuer}/account/security/confirmation`);
      faults.push(...(await faultsOfPage(page, '/account/security/confirmation')));
      await page.locator(press).last().click();
    }
    await database.admin('identity_provider.invitations').insert({
      ...{ id: uuidv7(), university_id: tpuId, person_id: personId, way: 'print', secret_hash: 'i'.repeat(43) },
      ...{ created_by: 'service:test', expires_at: new Date(), used_at: new Date() },
    });
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const pattern = patternOf(path);
      if (seen.has(pattern)) continue;
      seen.add(pattern);
      const answer = await page.goto(`${provider.issuer}${path}`);
      const type = answer?.headers()['content-type'] ?? '';
      if (!type.includes('text/html')) continue;
      if ((answer?.status() ?? 0) !== 200) faults.push(`${path}: ${answer?.status()}`);
      faults.push(...(await faultsOfPage(page, pattern)));
      if ((await page.locator('html').getAttribute('lang')) !== locale) faults.push(`${path}: in another language`);
      const links = await page
        .locator('a[href]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
      waiting.push(
        ...links.filter(
          (href) => /^\/(account|console|consortium)(\/|$)/.test(href) && !/sign-in|ways-in\/.*\/test/.test(href),
        ),
      );
    }
    expect([...seen].length).toBeGreaterThan(25);
    expect(faults).toEqual([]);
    expect(complaintsOf()).toEqual([]);
  });
});
