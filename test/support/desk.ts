import type { Shown, Visitor } from './browser-visitor.ts';
import { sendSignIn } from './sign-in-page.ts';

/** Opens a page of ours that asks who one is, and signs in through the identity provider as a person does. */
export async function signInAtService(
  visitor: Visitor,
  url: string,
  who: { login: string; password: string },
): Promise<Shown> {
  const page = await visitor.open(url);
  if (!/\/interaction\//.test(page.url)) return page;
  return sendSignIn(visitor, page, who);
}

/** Scans or types something into the desk's one field. */
export async function scanAtDesk(visitor: Visitor, desk: string, scanned: string): Promise<Shown> {
  return visitor.send(await visitor.open(`${desk}/`), { scanned }, /^\/readers\/find$/);
}

/** The live card's number as the reader's page shows it, digits only. */
export function numberOnPage(page: Shown): string | undefined {
  const text = page.text.replace(/<[^>]*>/g, '').replace(/[\s\u00a0\u202f\u2009]/g, '');
  return /2\d{13}(?!\d)/.exec(text)?.[0];
}
