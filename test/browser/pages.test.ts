import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { describeWithBrowser, faultsOfPage, launchBrowser, type WatchedPage, watchedPage } from '../support/browser.ts';
import { identityOf, scan, signInAs, until } from '../support/browser-walk.ts';
import { type RunningSystem, startSystem } from '../support/system.ts';
import { allowIfAsked } from './allow-if-asked.ts';
import { walkAdministration, walkPeople, walkRoll } from './console-walk.ts';
import { walkMyData } from './my-data-walk.ts';
import { walkTwoApplications } from './two-applications-walk.ts';

// Two cores that others use as well: a page that takes a second alone may take ten.
jest.setTimeout(120_000);

/** The main job by clicking, in both languages; every page and state on the way is looked at as the last word. */
describeWithBrowser.each(['ru', 'en'] as const)('in a browser, in %s', (locale) => {
  let system: RunningSystem;
  let browser: Browser;
  const faults: string[] = [];
  const complaints: WatchedPage[] = [];
  const titles = new Map<string, string>();

  beforeAll(async () => {
    [system, browser] = [await running(), await launched()];
  }, 90_000);

  /** A browser of one person's own, that speaks the language of this run. */
  const person = async (options: { scripts?: boolean } = {}): Promise<{ page: Page; context: BrowserContext }> => {
    const context = await browser.newContext({
      locale: locale === 'ru' ? 'ru-RU' : 'en-GB',
      viewport: { width: 1280, height: 800 },
      javaScriptEnabled: options.scripts ?? true,
      reducedMotion: 'reduce',
    });
    const watched = await watchedPage(context);
    complaints.push(watched);
    return { page: watched.page, context };
  };
  const look = async (page: Page, name: string) => {
    faults.push(...(await faultsOfPage(page, name)));
    const title = await page.title();
    const of = name.split('--')[0]!;
    const before = titles.get(title) ?? of;
    if (before !== of) faults.push(`${of} and ${before} are both called "${title}"`);
    titles.set(title, of);
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
  };
  const signIn = (page: Page, slug: string) => signInAs(page, slug, system.secrets.samplePassword);

  it('one sign-in opens both LMSs, and one sign-out closes both', async () => {
    const { page, context } = await person();
    const other = await watchedPage(context);
    complaints.push(other);
    await walkTwoApplications({ page, other: other.page, look, of: system.urls.of }, system.secrets.samplePassword);
    await context.close();
  });

  it('asks before an application of strangers learns anything, and says plainly what went wrong', async () => {
    const { page, context } = await person();
    const issuer = system.urls.issuer;
    const foreign = await system.operator.call<{ client_id: string }>('identity-provider', 'POST', '/api/v1/clients', {
      client_name: 'Poster Printer',
      'client_name#ru': 'Печать плакатов',
      redirect_uris: ['http://localhost:9/callback'],
      first_party: false,
    });
    const request = new URLSearchParams({
      client_id: foreign.client_id,
      redirect_uri: 'http://localhost:9/callback',
      response_type: 'code',
      scope: 'openid profile email',
      code_challenge: 'a'.repeat(43),
      code_challenge_method: 'S256',
    });
    await page.goto(`${issuer}/auth?${request}`);
    await signIn(page, 'student-tsu');
    await page.waitForSelector('form[action$="/consent"]');
    await look(page, 'consent');

    await page.goto(`${issuer}/session/end`);
    await look(page, 'sign-out');
    await page.locator('main form button').first().click();
    await page.waitForURL(/signed-out|\/$/);
    await look(page, 'signed-out');

    request.set('redirect_uri', 'http://localhost:9/callbacK');
    await page.goto(`${issuer}/auth?${request}`);
    await look(page, 'sign-in-fault');
    await page.goto(`${issuer}/interaction/nothing`);
    await look(page, 'sign-in-expired');
    await page.goto(`${issuer}/nothing-here`);
    await look(page, 'not-found');
    await context.close();
  });

  it('a librarian issues a card, which opens the gate, suspends it, and the gate says why not', async () => {
    const { of } = system.urls;
    const [{ page, context }, gate] = [await person(), await person()];
    const reader = locale === 'ru' ? 'student-tusur' : 'student-tsuab';
    await gate.page.goto(of['gate-terminal']);
    await look(gate.page, 'gate');

    await page.goto(of['card-issuer']);
    await signIn(page, 'librarian-tsu');
    await page.waitForURL(`${of['card-issuer']}/`);
    await look(page, 'desk');
    await scan(page, '2ОООЗ');
    await page.waitForSelector('[aria-invalid]');
    await look(page, 'desk--refused');
    await scan(page, identityOf(reader).sourceKey);
    await page.waitForURL(/\/readers\//);
    await look(page, 'reader--without-card');
    await page.locator('form:has(input[name=drawn]) button').click();
    await page.waitForURL(/done=issued/);
    await look(page, 'reader--issued');
    const number = ((await page.locator('main').textContent()) ?? '')
      .replace(/[\s\u00a0\u202f\u2009]/g, '')
      .match(/2\d{13}/)![0];

    await scan(gate.page, number);
    await gate.page.waitForSelector('.verdict-ok');
    await look(gate.page, 'gate--permitted');

    await page.locator('form[action$="/suspend"] button').click();
    await page.waitForURL(/done=suspended/);
    await look(page, 'reader--suspended');
    await until(async () => {
      await gate.page.goto(of['gate-terminal']);
      await scan(gate.page, number);
      await gate.page.waitForSelector('.verdict:not(.verdict-idle)');
      return (await gate.page.locator('.verdict-refused').count()) === 1;
    });
    expect(await gate.page.locator('.verdict-reason').textContent()).toMatch(
      locale === 'ru' ? /приостановлен/i : /suspended/i,
    );
    await look(gate.page, 'gate--refused');
    await gate.page.goto(of['gate-terminal']);
    await scan(gate.page, '20000000000001');
    await gate.page.waitForSelector('.verdict-warn');
    await look(gate.page, 'gate--unreadable');

    await page.locator('form[action$="/reactivate"] button').click();
    await page.waitForURL(/done=reactivated/);
    await page.locator('main details summary').first().click();
    await look(page, 'reader--reactivated');
    await page.locator('form[action$="/replace"] button').first().click();
    await page.waitForURL(/done=replaced/);
    await look(page, 'reader--replaced');

    await page.goto(of['card-issuer']);
    await scan(page, identityOf('ended-student').sourceKey);
    await page.waitForURL(/\/readers\//);
    await look(page, 'reader--left');
    await page.goto(`${of['card-issuer']}/readers/00000000-0000-7000-8000-000000000000`);
    await look(page, 'reader--unknown');
    await page.goto(`${of['card-issuer']}/my`);
    await look(page, 'my-card--none');
    await context.close();
    await gate.context.close();
  });

  it('a student sees his card and stops it himself', async () => {
    const { page, context } = await person();
    const { of } = system.urls;
    const slug = locale === 'ru' ? 'student-tpu' : 'student-tsu';
    await page.goto(of['card-issuer']);
    await signIn(page, slug);
    await page.waitForURL(`${of['card-issuer']}/my`);
    await look(page, 'my-card');
    await page.locator('details:has(form[action="/my/lost"]) summary').click();
    await look(page, 'my-card--asked');
    await page.locator('form[action="/my/lost"] button').click();
    await page.waitForURL(/done=suspended/);
    await look(page, 'my-card--suspended');
    await page.goto(`${of['card-issuer']}/readers/00000000-0000-7000-8000-000000000000`);
    await look(page, 'desk-forbidden');
    await context.close();
  });

  it('a registrar tries a roll out before it is applied, and finds a person', async () => {
    const { page, context } = await person();
    const root = `${system.urls.of.registrar}/universities/tpu`;
    await page.goto(system.urls.of.registrar);
    await signIn(page, 'registrar-tpu');
    await page.waitForURL(root);
    await look(page, 'console-overview');
    const before = await people();
    await walkRoll({ page, root, look }, locale);
    expect((await people()) - before).toBe(2);
    await walkPeople({ page, root, look });
    await context.close();
  });

  it('an administrator proves who he is, asks for a role, issues a token and reads the trail', async () => {
    const { page, context } = await person();
    const root = `${system.urls.of.registrar}/universities/tsu`;
    await page.goto(root);
    await signIn(page, 'administrator');
    await page.waitForURL(root);
    await walkAdministration({ page, root, look }, locale);
    await context.close();
  });

  it('a person reads what is known about him, disputes it, and joins and parts a second account', async () => {
    const { page, context } = await person();
    await walkMyData({ page, my: `${system.urls.of.registrar}/my`, look, signIn }, locale);
    await context.close();
  });

  it('a facility manager reads the rules of his zones and who passed', async () => {
    const { page, context } = await person();
    const { of } = system.urls;
    await page.goto(of['access-checker']);
    await signIn(page, 'facility-manager-tsu');
    await page.waitForURL(`${of['access-checker']}/`);
    await look(page, 'zones');
    await page.locator('a[href="/zones/tsu-research-library-reading-room"]').click();
    await page.waitForURL(/\/zones\//);
    await look(page, 'zone');
    await page.goto(`${of['access-checker']}/zones/tpu-sports-hall`);
    await look(page, 'zone--forbidden');
    await context.close();
  });

  it('needs no scripts to sign a person in and out', async () => {
    const { page, context } = await person({ scripts: false });
    const { of } = system.urls;
    await page.goto(of['sample-lms-a']);
    await page.locator('a[href="/sign-in"]').click();
    await page.waitForURL(/\/interaction\//);
    await page.locator('a.choice[href*="university=sibsmu"]').click();
    await page.locator('input[name=login]').fill(identityOf('faculty-sibsmu').login);
    await page.locator('input[name=password]').fill(system.secrets.samplePassword);
    await page.locator('input[name=password]').press('Enter');
    await allowIfAsked(page);
    await page.waitForURL(`${of['sample-lms-a']}/`);
    expect(await page.locator('main').textContent()).toContain('Лекарева Фаина Никитична');
    await page.locator('main form[action="/sign-out"] button').click();
    await page.waitForURL(`${of['sample-lms-a']}/`);
    await page.waitForSelector('a[href="/sign-in"]');
    await context.close();
  });

  it('no page on the way broke a rule of accessibility, scrolled sideways, shared its title or complained', () => {
    expect([...faults, ...complaints.flatMap((one) => one.complaints)]).toEqual([]);
  });

  const people = async () =>
    (await system.database.admin.raw<{ rows: { n: number }[] }>('select count(*)::int as n from directory.people'))
      .rows[0]!.n;
});

let startedSystem: Promise<RunningSystem> | undefined;
let startedBrowser: Promise<Browser> | undefined;
const running = () => (startedSystem ??= startSystem({ people: 60 }));
const launched = () => (startedBrowser ??= launchBrowser());

afterAll(async () => {
  await (await startedBrowser)?.close();
  await (await startedSystem)?.stop();
}, 60_000);
