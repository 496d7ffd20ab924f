import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { identityOf, until } from '../support/browser-walk.ts';
import type { RunningSystem } from '../support/system.ts';
import { allowIfAsked } from './allow-if-asked.ts';

/** A student signs in once, is known to two learning platforms, and signs out of both at once. */
export async function walkTwoApplications(
  {
    page,
    other,
    look,
    of,
  }: {
    readonly page: Page;
    /** A second tab of the same browser. */
    readonly other: Page;
    readonly look: (page: Page, name: string) => Promise<void>;
    readonly of: RunningSystem['urls']['of'];
  },
  password: string,
): Promise<void> {
  await page.goto(of['sample-lms-a']);
  await look(page, 'lms-a');
  await page.locator('a[href="/sign-in"]').click();
  await page.waitForURL(/\/interaction\//);
  await look(page, 'choose');
  await page.locator('input[name=q]').fill('gjkbnt[');
  await page.locator('input[name=q]').press('Enter');
  await page.waitForURL(/[?&]q=/);
  await page.locator('a.choice[href*="university=tpu"]').click();
  await page.waitForURL(/university=tpu/);
  await look(page, 'sign-in');
  await page.locator('input[name=password]').press('Enter');
  await page.waitForSelector('[aria-invalid]');
  await look(page, 'sign-in--empty');
  await page.locator('input[name=login]').fill(identityOf('student-tpu').login);
  await page.locator('input[name=password]').fill('wrong password');
  await page.locator('input[name=password]').press('Enter');
  await page.waitForSelector('.alert-error');
  await look(page, 'sign-in--refused');
  await page.locator('input[name=password]').fill(password);
  await page.locator('input[name=password]').press('Enter');
  await page.waitForURL(`${of['sample-lms-a']}/`);
  expect(await page.locator('main').textContent()).toContain('Кедрова Анна Сергеевна');
  await look(page, 'lms-a-courses');

  await other.goto(of['sample-lms-b']);
  await other.locator('a[href="/sign-in"]').click();
  await allowIfAsked(other, () => look(other, 'consent--of-another-university'));
  await other.waitForURL(`${of['sample-lms-b']}/`);
  expect(await other.locator('main').textContent()).toContain('Кедрова Анна Сергеевна');
  await other.goto(`${of['identity-provider']}/`);
  await look(other, 'identity-home');

  await page.locator('main form[action="/sign-out"] button').click();
  await page.waitForURL(`${of['sample-lms-a']}/`);
  await page.waitForSelector('a[href="/sign-in"]');
  // Signing out does not wait for every application: the news reaches the other one a moment later.
  await until(async () => {
    await other.goto(of['sample-lms-b']);
    return (await other.locator('a[href="/sign-in"]').count()) === 1;
  });
  await look(other, 'lms-b');
  await other.goto(`${of['identity-provider']}/`);
  await look(other, 'identity-home--nobody');
}
