import type { BrowserContext, Page } from 'playwright-core';
import type { RelyingParty } from './relying-party.ts';

export type Who = { readonly university: string; readonly login: string; readonly password: string };

/** What came of an authorization request, and what was shown on the way. */
export interface Outcome {
  /** The parameters that the relying party got; `undefined` where the browser never came back to it. */
  readonly answer: URLSearchParams | undefined;
  /** Whether the person was asked to sign in. */
  readonly asked: boolean;
  /** The text of the page where the browser stands, where that is not the relying party's. */
  readonly shown: string;
  readonly language: string | null;
}

/** A browser of one person, who signs in wherever he is asked to. */
export class Window {
  readonly context: BrowserContext;
  readonly who: Who;
  #page: Page | undefined;

  constructor(context: BrowserContext, who: Who) {
    this.context = context;
    this.who = who;
  }

  async page(): Promise<Page> {
    this.#page ??= await this.context.newPage();
    return this.#page;
  }

  /** Opens an authorization request and goes on to its end. */
  async authorize(rp: RelyingParty, url: string): Promise<Outcome> {
    const page = await this.page();
    await page.goto(url);
    return this.goOn(rp);
  }

  /** Goes on from the page that the browser shows. */
  async goOn(rp: RelyingParty): Promise<Outcome> {
    const page = await this.page();
    const row = page.locator(`a.choice[href*="university=${this.who.university}"]`);
    if ((await row.count()) > 0) await row.click();
    const password = page.locator('input[name=password]');
    const asked = (await password.count()) > 0;
    const language = await page.locator('html').getAttribute('lang');
    if (asked) {
      await page.locator('input[name=login]').fill(this.who.login);
      await password.fill(this.who.password);
      await password.press('Enter');
      await page.waitForURL((url) => !url.pathname.startsWith('/interaction/'));
    }
    const back = page.url().startsWith(rp.redirectUri);
    return {
      answer: back ? new URL(page.url()).searchParams : undefined,
      asked,
      shown: back ? '' : ((await page.locator('body').textContent()) ?? ''),
      language,
    };
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
