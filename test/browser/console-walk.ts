import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import { identityOf } from '../support/browser-walk.ts';

interface Walk {
  readonly page: Page;
  /** The university's console. */
  readonly root: string;
  readonly look: (page: Page, name: string) => Promise<void>;
}

/** A registrar adds a source, tries a roll with one bad row and applies it. */
export async function walkRoll({ page, root, look }: Walk, locale: string): Promise<void> {
  await page.goto(`${root}/feeds`);
  await look(page, 'registrar');
  await page.locator('form[action="/sources"] button').click();
  await page.waitForSelector('[aria-invalid]');
  await look(page, 'registrar--empty');
  await page.locator('input[name=label]').fill(`Курсы ${locale}`);
  await page.locator('form[action="/sources"] button').click();
  await page.waitForURL(/\/sources\//);
  await look(page, 'upload');
  const rows = [
    'number;family_name;given_name;birth_date;login;affiliation;valid_from',
    `9${locale.charCodeAt(0)}1;Ольхова;Майя;2004-05-06;maya.olkhova.${locale};student;2024-09-01`,
    `9${locale.charCodeAt(0)}2;Осинин;Лев;31.02.2004;lev.osinin.${locale};student;2024-09-01`,
    `9${locale.charCodeAt(0)}3;Рябинина;Ева;2005-07-08;eva.ryabinina.${locale};student;2024-09-01`,
  ];
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'roll.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) });
  await page.locator('form[enctype="multipart/form-data"] button').click();
  await page.waitForURL(/\/imports\//);
  expect(await page.locator('main').textContent()).toContain(`9${locale.charCodeAt(0)}2`);
  await look(page, 'import--tried');
  await page.locator('form[action$="/apply"] button').click();
  await page.waitForSelector('.alert-ok');
  await look(page, 'import--applied');
  await page.goto(`${root}/feeds`);
  await look(page, 'registrar--imported');
}

/** A registrar finds a person by number, and is told which role another page needs. */
export async function walkPeople({ page, root, look }: Walk): Promise<void> {
  await page.goto(`${root}/people`);
  await page.locator('input[name=q]').fill(identityOf('student-tpu').sourceKey);
  await page.locator('input[name=q]').press('Enter');
  await page.locator('table a').first().click();
  await page.waitForURL(/\/people\//);
  expect(await page.locator('h1').textContent()).toContain('Кедрова');
  await look(page, 'console-person');
  await page.goto(`${root}/matches`);
  await look(page, 'console-matches');
  await page.goto(`${root}/staff`);
  await look(page, 'console-role-missing');
}

/** An administrator asks for a role, issues a token, looks at every page of his and takes the request back. */
export async function walkAdministration({ page, root, look }: Walk, locale: string): Promise<void> {
  await page.goto(`${root}/staff`);
  await page.locator('input[name=q]').fill(identityOf('librarian-tsu').sourceKey);
  await page.locator('input[name=q]').press('Enter');
  await page.locator('.choices a').first().click();
  await page.waitForURL(/\/roles$/);
  await look(page, 'console-roles');
  await page.locator('a[href$="/registrar/give"]').click();
  // Whoever signed in a moment ago has proved who he is; later he would be asked again (test/integration/http).
  await page.waitForURL(/\/registrar\/give$/);
  await look(page, 'console-role');
  await page.locator('form[action$="/registrar/give"] button').click();
  await page.waitForURL(/done=asked/);
  await look(page, 'console-staff');
  await page.goto(`${root}/connections/tokens/new`);
  await page.locator('input[name=name]').fill(`Entra ${locale}`);
  await page.locator('form[action$="/tokens/new"] button').click();
  await page.waitForSelector('.copy-value');
  expect(await page.locator('.copy-value').first().textContent()).toMatch(/^ocscim_/);
  await look(page, 'console-token');
  for (const [name, path] of [
    ['console-connections', 'connections'],
    ['console-connect', 'connections/connect/entra?check=yes'],
    ['console-audit', 'audit'],
    ['console-settings', 'settings'],
  ] as const) {
    await page.goto(`${root}/${path}`);
    await look(page, name);
  }
  await page.goto(`${root}/staff`);
  await page.locator('form[action$="/refuse"] button').click();
  await page.waitForURL(/done=withdrawn/);
}
