import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { StaffRole } from '@onecampus/directory';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { linkIn } from '../integration/identity-provider/own-pages.ts';
import { describeWithBrowser, faultsOfPage, launchBrowser, type WatchedPage, watchedPage } from '../support/browser.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../support/people.ts';
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts';

jest.setTimeout(120_000);

const password = 'двое за одной стойкой';

/** Coming in for the first time, and back in, by clicking: every page and state is looked at. */
describeWithBrowser.each(['ru', 'en'] as const)('newcomers in a browser, in %s', (locale) => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let smtp: SmtpReceiver;
  let browser: Browser;
  let tpu: Awaited<ReturnType<typeof arrangeUniversities>>['tpu'];
  const faults: string[] = [];
  const complaints: WatchedPage[] = [];

  beforeAll(async () => {
    [smtp, database, browser] = [await startSmtpReceiver(), await freshDatabase(), await launchBrowser()];
    ({ tpu } = await arrangeUniversities(database.admin));
    const settings = { CAMPUS_SMTP_URL: smtp.url, CAMPUS_CONSOLE_PASSKEYS: 'no', CAMPUS_RECOVERY_HOURS: '0' };
    provider = await startIdentityProviders(database, { settings });
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await provider?.stop();
    await database?.drop();
    await smtp?.stop();
  });

  const at = (path: string) => `${provider.issuer}${path}`;
  const visitor = async (): Promise<{ page: Page; context: BrowserContext }> => {
    const context = await browser.newContext({
      locale: locale === 'ru' ? 'ru-RU' : 'en-GB',
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
    });
    const watched = await watchedPage(context);
    complaints.push(watched);
    return { page: watched.page, context };
  };
  const look = async (page: Page, name: string) => {
    faults.push(...(await faultsOfPage(page, name)));
    expect(await page.locator('html').getAttribute('lang')).toBe(locale);
  };
  const press = (page: Page, action: string) =>
    page.locator(`form[method=post][action="${action}"] button:not([type=button])`).first().click();
  const account = async (familyName: string, roles: readonly StaffRole[] = []): Promise<ArrangedPerson> => {
    const affiliation = roles.length > 0 ? 'staff' : 'student';
    const person = await arrangePerson(database.admin, { university: tpu, familyName, affiliation, roles });
    await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
    await database.admin.raw('update identity_provider.accounts set locale = ? where person_id = ?', [
      locale,
      person.personId,
    ]);
    return person;
  };
  const signedIn = async (who: ArrangedPerson, path: string): Promise<Page> => {
    const { page } = await visitor();
    await page.goto(at(path));
    const row = page.locator('a.choice[href*="university=tpu"]');
    if ((await row.count()) > 0) await row.click();
    await page.locator('input[name=login]').fill(who.eppn);
    await page.locator('input[name=password]').fill(password);
    await page.locator('input[name=password]').press('Enter');
    await page.waitForURL(at(path));
    return page;
  };

  it('an invitation on paper, from the console to the account', async () => {
    const registrar = await signedIn(await account('Регистраторова', ['registrar']), '/console/tpu/invitations');
    await look(registrar, 'invitations');
    const newcomer = await arrangePerson(database.admin, { university: tpu, familyName: 'Новикова' });
    await registrar.locator('textarea').fill('nobody\n');
    await registrar.locator('input[value=print]').check();
    await press(registrar, '/console/tpu/invitations');
    await registrar.waitForSelector('.alert-warn');
    await look(registrar, 'invitations--nobody');
    await registrar.locator('textarea').fill(`${newcomer.eppn}\nnobody`);
    await registrar.locator('input[value=print]').check();
    await press(registrar, '/console/tpu/invitations');
    await registrar.waitForSelector('dd strong');
    await look(registrar, 'invitation-sheet');
    const code = await registrar.locator('dd strong').last().textContent();
    await registrar.goto(at('/console/tpu/invitations'));
    await look(registrar, 'invitations--listed');

    const { page } = await visitor();
    await page.goto(at('/invitation'));
    await look(page, 'invitation');
    await press(page, '/invitation');
    await page.waitForSelector('[aria-invalid]');
    await look(page, 'invitation--empty');
    await page.locator('input[name=code]').fill(code!);
    await press(page, '/invitation');
    await page.waitForSelector('input[name=password]');
    await look(page, 'invitation-password');
    await page.locator('input[name=password]').fill('томск');
    await press(page, '/invitation/password');
    await page.waitForSelector('[aria-invalid]');
    await look(page, 'invitation-password--refused');
    await page.locator('input[name=password]').fill('берёза стоит у окна');
    await press(page, '/invitation/password');
    await page.waitForSelector('a[href^="/account/sign-in"]');
    await look(page, 'invitation-done');
    await page.locator('a[href^="/account/sign-in"]').click();
    expect(await page.locator('input[name=login]').inputValue()).toBe(newcomer.eppn);
    await page.locator('input[name=password]').fill('берёза стоит у окна');
    await page.locator('input[name=password]').press('Enter');
    await page.waitForURL(at('/account'));
    await page.goto(at('/invitation?token=used'));
    await look(page, 'invitation--dead');
  });

  it('addresses and notices, and a forgotten password', async () => {
    const anna = await account('Семёнова');
    const page = await signedIn(anna, '/account/addresses');
    await look(page, 'addresses');
    await page.locator('input[name=address]').fill('anna@');
    await press(page, '/account/addresses');
    await page.waitForSelector('[aria-invalid]');
    await look(page, 'addresses--refused');
    await page.locator('input[name=address]').fill('anna@home.example');
    await press(page, '/account/addresses');
    await page.waitForSelector('.alert-ok');
    await look(page, 'addresses--sent');
    const letter = await smtp.waitFor('anna@home.example', '/account/addresses/confirm');
    await page.goto(linkIn(letter.text, '/account/addresses/confirm'));
    await look(page, 'address-confirm');
    await press(page, '/account/addresses/confirm');
    await page.waitForURL(at('/account/addresses'));
    await look(page, 'addresses--confirmed');
    await page.goto(at('/account/addresses/confirm?token=used'));
    await look(page, 'address-confirm--dead');
    await page.goto(at('/account/notices'));
    await look(page, 'notices');

    const { page: lost } = await visitor();
    await lost.goto(at('/forgotten'));
    await look(lost, 'forgotten');
    await press(lost, '/forgotten');
    await lost.waitForSelector('[aria-invalid]');
    await look(lost, 'forgotten--empty');
    await lost.locator('input[name=login]').fill('anna@home.example');
    await press(lost, '/forgotten');
    await lost.waitForSelector('input[name=login]', { state: 'detached' });
    await look(lost, 'forgotten--sent');
    const link = linkIn((await smtp.waitFor('anna@home.example', '/new-password')).text, '/new-password');
    await lost.goto(link);
    await look(lost, 'new-password');
    await lost.locator('input[name=password]').fill('qwertyuiopasdfgh');
    await press(lost, '/new-password');
    await lost.waitForSelector('[aria-invalid]');
    await look(lost, 'new-password--refused');
    await lost.locator('input[name=password]').fill('берёза стоит у окна');
    await press(lost, '/new-password');
    await lost.waitForSelector('a[href="/account"].button');
    await look(lost, 'new-password--saved');
    await lost.goto(link);
    await look(lost, 'new-password--dead');
  });

  it('recovery in person, by two of staff, stopped and finished', async () => {
    const maria = await signedIn(await account('Библиотекарева', ['librarian']), '/console/tpu/recoveries');
    const nina = await signedIn(await account('Читальная', ['librarian']), '/console/tpu/recoveries');
    const boris = await account('Борисов');
    await look(maria, 'recoveries');
    await maria.locator('input[name=who]').fill(boris.studentNumber);
    await maria.locator('input[name=who]').press('Enter');
    await maria.waitForSelector('input[name=document]');
    await look(maria, 'recoveries--found');
    await maria.locator('input[value=passport]').check();
    await press(maria, '/console/tpu/recoveries');
    await maria.waitForURL(/recoveries\/[0-9a-f-]{36}$/);
    await look(maria, 'recovery');
    const path = new URL(maria.url()).pathname;
    await press(maria, `${path}/approve`);
    await maria.waitForSelector('.alert-error');
    await look(maria, 'recovery--own');
    const owner = await signedIn(boris, '/account/notices');
    await look(owner, 'notices--recovery');
    const stop = linkIn((await smtp.waitFor(boris.eppn, '/recover/stop')).text, '/recover/stop');
    const { page } = await visitor();
    await page.goto(stop);
    await look(page, 'recover-stop');

    await nina.goto(at(path));
    await press(nina, `${path}/approve`);
    await nina.waitForSelector(`form[action="${path}/code"]`);
    await look(nina, 'recovery--ready');
    await press(nina, `${path}/code`);
    await nina.waitForSelector('dd strong');
    await look(nina, 'recovery--code');
    const code = await nina.locator('dd strong').last().textContent();
    await page.goto(at('/recover'));
    await look(page, 'recover');
    await page.locator('input[name=code]').fill(code!);
    await press(page, '/recover');
    await page.waitForSelector('input[name=password]');
    await look(page, 'recover-password');
    await page.locator('input[name=password]').fill('берёза стоит у окна');
    await press(page, '/recover/password');
    await page.waitForSelector('a[href="/account"].button');
    await look(page, 'recover--done');
    await page.goto(stop);
    await look(page, 'recover-stop--dead');
    await nina.goto(at('/console/tpu/recoveries'));
    await look(nina, 'recoveries--listed');
  });

  it('nothing was wrong with any of them', () => {
    expect(faults).toEqual([]);
    expect(complaints.flatMap((one) => one.complaints)).toEqual([]);
  });
});
