import { Browser } from './browser.ts';
import type { IdentityProvider } from './identity-provider.ts';

/** Signs somebody in to the provider's own pages; whatever comes after the password is left to the caller. */
export async function signInToOwnPages(
  provider: IdentityProvider,
  who: { login: string; password: string },
  path = '/account',
): Promise<{ browser: Browser; url: string; response: Response }> {
  const browser = new Browser();
  const at = `${provider.issuer}${path}`;
  const { url } = await browser.follow(await browser.get(at), '-');
  const form = { university: '', login: who.login, password: who.password };
  const page = new URL(url);
  return { browser, ...(await browser.follow(await browser.post(`${page.origin}${page.pathname}`, form), '-')) };
}

/** The address in a letter that leads to a path. */
export function linkIn(text: string, path: string): string {
  const link = text.split(/\s/).find((word) => word.startsWith('http') && word.includes(path));
  if (link === undefined) throw new Error(`no link to ${path} in:\n${text}`);
  return link;
}
