import { consortium } from '@onecampus/sample-big-tomsk';
import type { Page } from 'playwright-core';

/** The first identity of a sample person: number, login, university. */
export const identityOf = (slug: string) => consortium.signIns.find((one) => one.slug === slug)!.identities[0]!;

/** Fills the sign-in form with a sample person's whole login and sends it. */
export async function signInAs(page: Page, slug: string, password: string): Promise<void> {
  const { login, university } = identityOf(slug);
  const { scope } = consortium.universities.find((one) => one.slug === university)!;
  // Where the device remembers nobody's university, that is asked first.
  const row = page.locator(`a.choice[href$="university=${university}"], a.choice[href*="university=${university}&"]`);
  if ((await row.count()) > 0) await row.click();
  await page.locator('input[name=login]').fill(`${login}@${scope}`);
  await page.locator('input[name=password]').fill(password);
  await page.locator('input[name=password]').press('Enter');
}

/** What a scanner does: types and ends with Enter. */
export async function scan(page: Page, text: string): Promise<void> {
  await page.locator('input[data-scan-field]').fill(text);
  await page.locator('input[data-scan-field]').press('Enter');
}

export async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it never came to hold');
  }
}
