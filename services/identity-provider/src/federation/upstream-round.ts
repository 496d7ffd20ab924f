import { key } from '@onecampus/ephemeral';
import { DomainError } from '@onecampus/errors';
import { type page, readCookie } from '@onecampus/http';
import { clock_skew_seconds, randomToken } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import type { Context } from '../context.ts';
import type { Upstream } from '../store/upstreams.ts';
import { upstreamClient } from './upstream-client.ts';
import { type RoundChecks, type RoundWishes, type UpstreamAnswer, upstreamStrategy } from './upstream-strategy.ts';

type Handled = Parameters<Parameters<typeof page>[1]['handle']>[0];
type Exchange = Pick<Handled, 'request' | 'response'>;

/** What somebody went to a provider for. */
export type RoundPurpose =
  | { readonly kind: 'sign-in'; readonly uid: string; readonly publicComputer: boolean }
  | { readonly kind: 'test'; readonly university: string; readonly personId: string };

export interface Round {
  readonly upstreamId: string;
  readonly slug: string;
  /** Of the provider's settings: an answer to a question that was asked under others counts for nothing. */
  readonly version: number;
  readonly purpose: RoundPurpose;
  readonly begunAt_seconds: number;
  readonly maxAge_seconds?: number;
  readonly checks: RoundChecks;
}

/** Long enough to find the second factor over there. */
const life_seconds = 10 * 60;
const placeCookie = 'campus_upstream_from';

/** The one address that this provider alone is told (RFC 9700 §4.4.2). */
export function upstreamRedirectUri({ config }: Context, slug: string): string {
  return `${config.issuer}/federation/callback/${slug}`;
}

/**
 * Sends the browser to a provider. What has to be the same at its return is kept under the browser's own cookie and the
 * state together: two tabs do not disturb each other, and an address that somebody else's browser got leads nowhere.
 *
 * @throws DomainError `upstream.unavailable`.
 */
export async function beginRound(
  context: Context,
  { request, response }: Exchange,
  upstream: Upstream,
  order: { readonly purpose: RoundPurpose; readonly wishes: RoundWishes },
): Promise<{ redirect: string }> {
  const client = await upstreamClient(context, upstream);
  const strategy = upstreamStrategy(client, upstream, upstreamRedirectUri(context, upstream.slug));
  const { url, checks } = await strategy.begin(order.wishes);
  const browser = browserOf(context, request) ?? randomToken();
  const { maxAgeSeconds } = order.wishes;
  const round: Round = {
    upstreamId: upstream.id,
    slug: upstream.slug,
    version: upstream.version,
    purpose: order.purpose,
    begunAt_seconds: Math.floor(context.clock.now().getTime() / 1_000),
    ...(maxAgeSeconds === undefined ? {} : { maxAge_seconds: maxAgeSeconds }),
    checks,
  };
  await context.ephemeral.set(place(browser, checks.state), JSON.stringify(round), life_seconds);
  const cookie = {
    maxAge: life_seconds * 1_000,
    httpOnly: true,
    // Brought along when the provider sends the browser back by a link; a form of another site brings it not.
    sameSite: 'lax',
    secure: secure(context),
  } as const;
  response.cookie(cookieName(context), browser, { ...cookie, path: '/' });
  if (order.purpose.kind === 'sign-in') {
    response.cookie(placeCookie, order.purpose.uid, { ...cookie, path: '/federation/callback' });
  }
  return { redirect: url };
}

/** The round that this browser is on, once: whoever comes a second time with the same answer finds nothing. */
export async function takeRound(context: Context, { request }: Exchange): Promise<Round | undefined> {
  const browser = browserOf(context, request);
  const { state } = request.query;
  if (browser === undefined || typeof state !== 'string' || state === '' || state.length > 512) return undefined;
  const text = await context.ephemeral.take(place(browser, state));
  return text === undefined ? undefined : (JSON.parse(text) as Round);
}

/**
 * Where the sign-in goes on whose round was lost with the short-lived store: its page knows what is left of it. It opens
 * nothing by itself, for that page asks for its own cookie.
 */
export function placeOfLostRound({ request }: Exchange): string | undefined {
  const uid = readCookie(request, placeCookie);
  return uid !== undefined && /^[A-Za-z0-9_-]{10,128}$/.test(uid) ? `/interaction/${uid}` : undefined;
}

/**
 * What the provider says, in answer to this round.
 *
 * @throws UpstreamRefusal; DomainError `upstream.unavailable`; whatever is wrong with the answer.
 */
export async function finishRound(
  context: Context,
  { request }: Exchange,
  upstream: Upstream,
  round: Round,
): Promise<UpstreamAnswer> {
  if (round.version !== upstream.version) throw new Error('the provider was set up anew meanwhile');
  const client = await upstreamClient(context, upstream);
  const strategy = upstreamStrategy(client, upstream, upstreamRedirectUri(context, upstream.slug));
  const answer = await strategy.finish(request.originalUrl, round.checks);
  if (answer.issuer !== upstream.issuer) throw new Error(`the ID token is of ${answer.issuer}`);
  if (answer.sub === '' || answer.sub.length > 255) throw new Error('the subject is of no usable length');
  const oldest = round.maxAge_seconds === undefined ? undefined : round.begunAt_seconds - round.maxAge_seconds;
  if (oldest !== undefined && (answer.authTime ?? 0) < oldest - clock_skew_seconds) {
    throw new DomainError('upstream.unfit', 'The provider did not ask the person anew, though it was asked to.');
  }
  return answer;
}

/** What a browser brought back, until the page that needs it asks: bound to the browser and to what it went for. */
export async function keepArrival(context: Context, { request }: Exchange, id: string, value: unknown): Promise<void> {
  const browser = browserOf(context, request);
  if (browser !== undefined) {
    await context.ephemeral.set(arrivalPlace(browser, id), JSON.stringify(value), life_seconds);
  }
}

export async function takeArrival(context: Context, { request }: Exchange, id: string): Promise<unknown> {
  const browser = browserOf(context, request);
  const text = browser === undefined ? undefined : await context.ephemeral.take(arrivalPlace(browser, id));
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

/** The same, for a page that may be looked at again. */
export async function seeArrival(context: Context, { request }: Exchange, id: string): Promise<unknown> {
  const browser = browserOf(context, request);
  const text = browser === undefined ? undefined : await context.ephemeral.get(arrivalPlace(browser, id));
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
}

function place(browser: string, state: string): string {
  return key('upstream-round', 'away', hashToken(browser), hashToken(state));
}

function arrivalPlace(browser: string, id: string): string {
  return key('upstream-round', 'back', hashToken(browser), hashToken(id));
}

function browserOf(context: Context, request: Exchange['request']): string | undefined {
  const value = readCookie(request, cookieName(context));
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
}

function cookieName(context: Context): string {
  return secure(context) ? '__Host-campus_upstream' : 'campus_upstream';
}

function secure({ config }: Context): boolean {
  return config.issuer.startsWith('https:');
}
