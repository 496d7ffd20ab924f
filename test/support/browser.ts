import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { keyboardFaults } from './keyboard-faults.ts';

const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
/** The small one: it is sent to every page anew. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Where screenshots of every page go, if anywhere: `CAMPUS_SCREENSHOTS=.data/screenshots`. */
const screenshotFolder = process.env['CAMPUS_SCREENSHOTS'];
const widths = [1280, 320] as const;

const chromiumIsThere = program !== undefined;
if (!chromiumIsThere) {
  if (process.env['CI']) throw new Error('chromium is not installed, and with CI set that is a failure');
  console.warn('\n*** chromium is not installed: everything that needs a browser is NOT RUN. ***\n');
}

/** A group of tests that needs a browser; without one the leg is not run, which is said loudly above. */
export const describeWithBrowser = chromiumIsThere ? describe : describe.skip;

/** One browser for a test file; contexts of it are as good as separate browsers. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: program!,
    // A browser that looks for updates, and for its maker's servers, takes a core from the tests.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
    ],
  });
}

/** A tab whose every complaint is kept: errors on the console, refused by the content security policy, not loaded. */
export interface WatchedPage {
  readonly page: Page;
  readonly complaints: string[];
}

export async function watchedPage(context: BrowserContext): Promise<WatchedPage> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    // The status of a refused form is no fault of the page; that of its parts would be, and is told below.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
    complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) {
      complaints.push(`${page.url()}: ${response.url()} answered ${response.status()}`);
    }
  });
  return { page, complaints };
}

/**
 * What is wrong with the page as it stands; nothing for a good one. Both widths are looked at in both languages. axe takes
 * longest: it sees every state in Russian at the wide width and every page in English at the narrow one, and everything at
 * both where pictures are kept as well.
 */
export async function faultsOfPage(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  const locale = await page.locator('html').getAttribute('lang');
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 800 });
    const beyond = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return '';
      const widest = [...document.querySelectorAll('body *')].filter(
        (one) => one.getBoundingClientRect().right > clientWidth + 1,
      );
      return `${scrollWidth} px wide: ${widest
        .slice(0, 3)
        .map((one) => `<${one.localName} class="${one.className}">`)
        .join(' ')}`;
    });
    if (beyond !== '') faults.push(`${name} (${locale}, ${width}): scrolls sideways, ${beyond}`);
    const everyState = locale === 'ru' && width === 1280;
    const everyPage = locale === 'en' && width === 320 && !name.includes('--');
    const axeTakes = screenshotFolder !== undefined || everyState || everyPage;
    for (const violation of axeTakes ? await axe(page) : []) faults.push(`${name} (${locale}, ${width}): ${violation}`);
    // Once for each page: what a state adds to it is looked at by axe.
    const byKeys = locale === 'en' && width === 1280 && !name.includes('--');
    for (const fault of byKeys ? await keyboardFaults(page) : []) faults.push(`${name} (${locale}): ${fault}`);
    if (screenshotFolder) {
      await mkdir(screenshotFolder, { recursive: true });
      await page.screenshot({ path: path.join(screenshotFolder, `${name}-${locale}-${width}.png`), fullPage: true });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  return faults;
}

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Every rule of axe-core, through the debugger: the page's own policy lets no foreign script in. */
async function axe(page: Page): Promise<string[]> {
  await page.evaluate(`typeof axe === 'undefined' && (() => { ${axeSource} })()`);
  const violations = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)`,
  )) as Violation[];
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .slice(0, 2)
        .map(({ html }) => html.slice(0, 160))
        .join(' | ')}`,
  );
}
