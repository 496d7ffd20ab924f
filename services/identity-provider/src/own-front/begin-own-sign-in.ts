import { key } from '@onecampus/ephemeral';
import { randomToken } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import type { Context } from '../context.ts';
import { whoIsHere } from '../provider/interactions.ts';
import type { Client } from '../store/clients.ts';
import { browserMark } from './browser-mark.ts';
import type { Exchange } from './exchange.ts';

/** What a front remembers while the person signs in: by SHA-256 of `state`, for one use, in the browser that began. */
export type Kept = {
  readonly browserHash: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly verifier: string;
  /** Seconds since 1970. */
  readonly begunAt: number;
  /** The sign-in that this browser had before, which is not one for this request. */
  readonly before: string | undefined;
  readonly asked: unknown;
};

/** What the service wishes of the sign-in, in the words of OpenID Connect Core §3.1.2.1. */
export type Wishes = {
  readonly prompt?: 'login' | 'none';
  readonly acrValues?: readonly string[];
};

/** Tells one sign-in of a session from the next. */
export const signInMark = (sessionUid: string, at: number | undefined) => hashToken(`${sessionUid} ${at}`);

/** As long as the engine keeps an interaction. */
const kept_seconds = 3_600;

export const keptKey = (state: string) => key('own-front', hashToken(state));

/**
 * Sends the browser to our own authorization endpoint on behalf of a service that speaks SAML or CAS, and keeps what the
 * service asked for. Everything that applies to applications — chooser, factors, consent, sign-out — applies to it too.
 */
export async function beginOwnSignIn(
  context: Context,
  exchange: Exchange,
  { client, wishes, asked }: { readonly client: Client; readonly wishes: Wishes; readonly asked: unknown },
): Promise<{ readonly redirect: string }> {
  const [state, verifier] = [randomToken(), randomToken()];
  const redirectUri = client.redirectUris[0]!;
  const here = await whoIsHere(context.engine, exchange);
  const kept: Kept = {
    browserHash: hashToken(browserMark(context, exchange)),
    clientId: client.id,
    redirectUri,
    verifier,
    begunAt: Math.floor(context.clock.now().getTime() / 1_000),
    // Whoever is asked anew counts as new, even within the second of the sign-in before.
    before: here && wishes.prompt !== 'login' ? signInMark(here.sessionUid, here.loginAt) : undefined,
    asked,
  };
  await context.ephemeral.set(keptKey(state), JSON.stringify(kept), kept_seconds);
  const request = new URLSearchParams({
    client_id: client.id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: client.scope,
    state,
    code_challenge: hashToken(verifier),
    code_challenge_method: 'S256',
    ...(wishes.prompt ? { prompt: wishes.prompt } : {}),
    ...(wishes.prompt === 'login' ? { max_age: '0' } : {}),
    ...(wishes.acrValues?.length ? { acr_values: wishes.acrValues.join(' ') } : {}),
  });
  return { redirect: `/auth?${request}` };
}
