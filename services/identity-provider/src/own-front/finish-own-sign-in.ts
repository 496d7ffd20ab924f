import { constantTimeEqual, hashToken } from '@onecampus/tokens';
import type { Context } from '../context.ts';
import { type OwnSignIn, redeemOwnCode } from '../provider/internal-front.ts';
import type { Client } from '../store/clients.ts';
import { type Kept, keptKey, signInMark } from './begin-own-sign-in.ts';
import { knownBrowserMark } from './browser-mark.ts';
import type { Exchange } from './exchange.ts';

/** With what the engine sends the browser back (RFC 6749 §4.1.2). */
export type Returned = {
  readonly state?: string | undefined;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
};

export type Finished =
  | {
      readonly outcome: 'signed-in';
      readonly who: OwnSignIn;
      readonly client: Client;
      readonly asked: unknown;
      /** The person proved who he is for this very request. */
      readonly isNew: boolean;
    }
  /** The engine said no: `login_required`, `access_denied`, … */
  | { readonly outcome: 'refused'; readonly error: string; readonly client: Client; readonly asked: unknown }
  /** Nothing was begun here, or it was finished already: back button, another browser, somebody else's link. */
  | { readonly outcome: 'unknown' };

/** Another instance's clock may be behind that of the one which began. */
const skew_seconds = 60;

/** What came of a sign-in that a front began: once, and only in the browser that began it. */
export async function finishOwnSignIn(
  context: Context,
  exchange: Exchange,
  { state, code, error }: Returned,
): Promise<Finished> {
  const mark = knownBrowserMark(context, exchange);
  if (state === undefined || mark === undefined) return { outcome: 'unknown' };
  const text = await context.ephemeral.take(keptKey(state));
  if (text === undefined) return { outcome: 'unknown' };
  const kept = JSON.parse(text) as Kept;
  const client = await context.clients.find(kept.clientId);
  if (!constantTimeEqual(hashToken(mark), kept.browserHash) || client?.state !== 'live') return { outcome: 'unknown' };
  if (code === undefined) return { outcome: 'refused', error: error ?? 'invalid_request', client, asked: kept.asked };
  const { clientId, redirectUri, verifier } = kept;
  const who = await redeemOwnCode(context.engine, { code, clientId, redirectUri, verifier });
  if (!who) return { outcome: 'unknown' };
  const isOlder = kept.before === signInMark(who.sessionUid, who.authenticatedAt);
  return {
    outcome: 'signed-in',
    who,
    client,
    asked: kept.asked,
    isNew: !isOlder && who.authenticatedAt >= kept.begunAt - skew_seconds,
  };
}
