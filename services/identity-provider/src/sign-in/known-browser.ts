import type { IncomingMessage, ServerResponse } from 'node:http';
import { transaction } from '@onecampus/database';
import { readCookie } from '@onecampus/http';
import { randomToken } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import type { Context } from '../context.ts';
import { addKnownBrowser, isKnownBrowser, touchKnownBrowser } from '../store/known-browsers.ts';

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };
type Secure = { readonly config: { readonly issuer: string } };

/** A year: who signs in once a term is still known. */
const kept_seconds = 365 * 86_400;
export const known_browser_idle_days = 400;

/**
 * Notes, when somebody has proved all that was asked of him, that this browser is one of his. Never at a public computer:
 * the next one there is a stranger.
 */
export async function noteKnownBrowser(
  context: Pick<Context, 'db'> & Secure,
  { request, response }: Exchange,
  who: { readonly personId: string; readonly publicComputer: boolean },
): Promise<void> {
  if (who.publicComputer) return;
  const before = browserHash(context, request);
  if (before !== undefined && (await touchKnownBrowser(context.db, who.personId, before))) return;
  const value = randomToken();
  await transaction(context.db, (tx) =>
    addKnownBrowser(tx, { personId: who.personId, idHash: hashToken(value), before }),
  );
  const secure = isSecure(context) ? '; Secure' : '';
  response.appendHeader(
    'Set-Cookie',
    `${cookieName(context)}=${value}; Path=/; Max-Age=${kept_seconds}; HttpOnly; SameSite=Lax${secure}`,
  );
}

/** What attempts in this browser are counted under for this account: itself where it is known, else all strangers together. */
export async function triesFrom(
  context: Pick<Context, 'db'> & Secure,
  request: IncomingMessage,
  personId: string,
): Promise<string> {
  const hash = browserHash(context, request);
  return hash !== undefined && (await isKnownBrowser(context.db, personId, hash)) ? hash : 'strangers';
}

/** SHA-256 of this browser's cookie, whether or not any account knows it. */
export function browserHash(context: Secure, request: IncomingMessage): string | undefined {
  const value = readCookie(request as Parameters<typeof readCookie>[0], cookieName(context));
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? hashToken(value) : undefined;
}

function cookieName(context: Secure): string {
  return isSecure(context) ? '__Host-campus_known' : 'campus_known';
}

function isSecure({ config }: Secure): boolean {
  return config.issuer.startsWith('https:');
}
