import { expect } from '@jest/globals';
import { consortium } from '@onecampus/sample-big-tomsk';
import type { Page } from 'playwright-core';

/** A person reads what is known about him, disputes it, and joins and parts a second account. @param my its first page */
export async function walkMyData(
  {
    page,
    my,
    look,
    signIn,
  }: {
    readonly page: Page;
    readonly my: string;
    readonly look: (page: Page, name: string) => Promise<void>;
    readonly signIn: (page: Page, slug: string) => Promise<void>;
  },
  locale: string,
): Promise<void> {
  const [first, second] = [locale === 'ru' ? 'student-tusur' : 'student-tsuab', 'two-universities'];
  /** Where a proof of who somebody is has grown old, or was never asked for, the sign-in comes first. */
  const provenAs = async (slug: string, arrived: RegExp) => {
    await page.waitForURL((url) => arrived.test(url.href) || url.pathname.startsWith('/interaction/'));
    if (!arrived.test(page.url())) await signIn(page, slug);
    await page.waitForURL(arrived);
  };
  await page.goto(my);
  await signIn(page, first);
  await page.waitForURL(my);
  await look(page, 'my-data');
  await page.goto(`${my}/received`);
  await look(page, 'my-received');
  await page.goto(my);
  await page.locator('a[href^="/my/disputes/new?fact=birth_date"]').first().click();
  await look(page, 'my-dispute');
  await page.locator('textarea').fill('7 мая');
  await page.locator('form[action="/my/disputes"] button').click();
  await page.waitForURL(/done=sent/);
  await look(page, 'my-disputes');
  await page.goto(`${my}/records`);
  await look(page, 'my-records');

  await page.locator('a[href="/my/records/link"]').click();
  await provenAs(first, /\/records\/link$/);
  await look(page, 'my-link');
  await page.locator('form[action="/my/records/link"] button').click();
  await page.waitForURL(/\/interaction\//);
  await signIn(page, second);
  await page.waitForURL(/\/link\/confirm$/);
  for (const slug of [first, second]) {
    expect(await page.locator('main').textContent()).toContain(
      consortium.signIns.find((one) => one.slug === slug)!.familyName,
    );
  }
  await look(page, 'my-link-confirm');
  await page.locator('button[value=yes]').click();
  await page.waitForURL(/done=linked/);
  await look(page, 'my-records--linked');

  await page.locator('a[href^="/my/records/unlink/"]').first().click();
  await provenAs(second, /\/unlink\//);
  await look(page, 'my-unlink');
  await page.locator('form[action^="/my/records/unlink/"] button').click();
  await page.waitForURL(/done=parted/);
}
