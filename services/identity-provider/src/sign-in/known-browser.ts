import type { IncomingMessage } from 'node:http';
import type { Db } from '@onecampus/database';
import { readCookie } from '@onecampus/http';
import { hashToken } from '@onecampus/tokens';
import { isKnownBrowser } from '../store/known-browsers.ts';

/** A year: who signs in once a term is still known. */
const kept_ms = 365 * 86_400_000;
export const known_browser_idle_days = 400;

/** What attempts in this browser are counted under for this account: itself where it is known, else all strangers together. */
export async function triesFrom(
  { db, config }: { readonly db: Db; readonly config: { readonly issuer: string } },
  request: IncomingMessage,
  personId: string,
): Promise<string> {
  const hash = browserHash(config.issuer, request);
  return hash !== undefined && (await isKnownBrowser(db, personId, hash)) ? hash : 'strangers';
}

/** SHA-256 of this browser's cookie, whether or not any account knows it. */
export function browserHash(issuer: string, request: IncomingMessage): string | undefined {
  const value = readCookie(request as Parameters<typeof readCookie>[0], cookieName(issuer));
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? hashToken(value) : undefined;
}

type Cookies = { readonly cookies: { set(name: string, value: string, options: object): unknown } };

/** Gives the browser the value by which an account knows it from now on (store/note-sign-in.ts). */
export function rememberBrowser(issuer: string, { cookies }: Cookies, value: string): void {
  const options = { httpOnly: true, sameSite: 'lax', secure: isSecure(issuer), path: '/', signed: false } as const;
  cookies.set(cookieName(issuer), value, { ...options, overwrite: true, maxAge: kept_ms });
}

function cookieName(issuer: string): string {
  return isSecure(issuer) ? '__Host-campus_known' : 'campus_known';
}

function isSecure(issuer: string): boolean {
  return issuer.startsWith('https:');
}
