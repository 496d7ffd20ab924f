import { Secret, TOTP } from 'otpauth';
import type { SoftAuthenticator } from '../../support/soft-authenticator.ts';
import type { Browser } from './browser.ts';
import type { Request } from './flows.ts';
import type { IdentityProvider } from './identity-provider.ts';

export type Who = { readonly login: string; readonly password: string };
type Page = { readonly url: string; readonly response: Response };

/** Signs in to one's own pages with a password; ends at the page that comes next. */
export async function openAccount(provider: IdentityProvider, browser: Browser, who: Who): Promise<Page> {
  const asked = await follow(provider, browser, await browser.get(`${provider.issuer}/account/security`));
  return sendPassword(provider, browser, asked.url, who);
}

/** Opens an application's request; ends at the sign-in page. */
export async function beginSignIn(provider: IdentityProvider, browser: Browser, request: Request): Promise<string> {
  return (await follow(provider, browser, await browser.get(request.url))).url;
}

/** Fills in the sign-in page; ends at the page that comes next, or at the application. */
export async function sendPassword(provider: IdentityProvider, browser: Browser, url: string, who: Who): Promise<Page> {
  const form = { university: '', login: who.login, password: who.password };
  return follow(provider, browser, await browser.post(withoutQuery(url), form));
}

/** Follows redirects for as long as they stay with us. */
export async function follow(provider: IdentityProvider, browser: Browser, response: Response): Promise<Page> {
  let page = { url: response.url, response };
  for (let hops = 0; hops < 12; hops += 1) {
    const location = page.response.headers.get('location');
    if (location === null) return page;
    const url = new URL(location, page.url).href;
    if (!url.startsWith(provider.issuer)) return { url, response: page.response };
    const next = await browser.get(url);
    page = { url, response: next };
  }
  throw new Error('redirected too often');
}

/** The code of an app for a secret, now or some steps from now. */
export function codeFor(secret: string, at: Date = new Date(), stepsOn = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() + stepsOn * 30_000 });
}

/** Sets up one-time codes in a browser that is signed in; gives the secret. */
export async function addTotp(provider: IdentityProvider, browser: Browser, at: Date = new Date()): Promise<string> {
  const path = `${provider.issuer}/account/security/totp`;
  const shown = await follow(provider, browser, await browser.post(`${path}/begin`, {}));
  const secret = (await shown.response.text()).match(/((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})/)![1]!.replaceAll(' ', '');
  const done = await browser.post(path, { code: codeFor(secret, at) });
  if (!done.headers.get('location')?.includes('totpAdded')) throw new Error(`not set up: ${done.status}`);
  return secret;
}

/** Adds a passkey in a browser that is signed in. */
export async function addPasskey(
  provider: IdentityProvider,
  browser: Browser,
  authenticator: SoftAuthenticator,
  name = 'Тестовый ключ',
): Promise<Response> {
  const path = `${provider.issuer}/account/security/passkeys`;
  const question = await browser.post(`${path}/question`, {});
  return browser.post(path, { credential: authenticator.create((await question.json()) as never), name });
}

/** Answers a page's question for a passkey; `page` is the sign-in's or the second factor's. */
export async function answerWithPasskey(
  browser: Browser,
  page: string,
  authenticator: SoftAuthenticator,
): Promise<Response> {
  const at = withoutQuery(page);
  const question = await (await browser.post(`${at}/passkey/question`, {})).json();
  return browser.post(`${at}/passkey`, { credential: authenticator.get(question as never) });
}

/** Makes recovery codes in a browser that is signed in. */
export async function makeRecoveryCodes(provider: IdentityProvider, browser: Browser): Promise<string[]> {
  const page = await browser.post(`${provider.issuer}/account/security/recovery-codes`, {});
  return [...(await page.text()).matchAll(/<li>([0-9A-Z]{5}-[0-9A-Z]{5})<\/li>/g)].map(([, code]) => code!);
}

export function withoutQuery(url: string): string {
  return url.split('?')[0]!;
}
