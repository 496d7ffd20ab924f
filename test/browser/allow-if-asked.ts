import type { Page } from 'playwright-core';

/** Another university's application asks who somebody is; once, and not in the next language. */
export async function allowIfAsked(page: Page, look?: () => Promise<void>): Promise<void> {
  const allow = page.locator('form[action$="/consent"] button[type=submit]').first();
  await allow.or(page.locator('main form[action="/sign-out"]')).first().waitFor();
  if ((await allow.count()) === 0) return;
  await look?.();
  await allow.click();
}
