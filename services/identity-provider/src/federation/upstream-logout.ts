import { type Ephemeral, key } from '@onecampus/ephemeral';
import { DomainError } from '@onecampus/errors';
import { clock_skew_seconds } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { createRemoteJWKSet, customFetch, decodeJwt, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Context } from '../context.ts';
import { perContext } from '../per-context.ts';
import type { UpstreamSession } from '../rules/upstream-session.ts';
import type { Upstream } from '../store/upstreams.ts';
import { upstreamClient } from './upstream-client.ts';

/** Keys that only the provider has: a secret that we share with it proves nothing to anybody but us, and `none` nothing. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const event = 'http://schemas.openid.net/event/backchannel-logout';
/** A provider tells at once; what is older was kept by somebody. */
const age_seconds_max = 300;
/** Longer than a sign-in takes whose provider has ended its session meanwhile, and than a token is of any use. */
const remembered_seconds = 900;

export interface EndedUpstream {
  readonly sub?: string;
  readonly sid?: string;
}

const keySets = perContext(
  (_context: Context) => new Map<string, { readonly uri: string; readonly keys: JWTVerifyGetKey }>(),
);

/**
 * Whose session at the provider has ended, by its logout token (OpenID Connect Back-Channel Logout 1.0 §2.6). Each token
 * counts once.
 *
 * @throws DomainError `token.invalid`, `token.expired`; `upstream.unavailable` where its keys cannot be fetched.
 */
export async function readUpstreamLogout(context: Context, upstream: Upstream, token: string): Promise<EndedUpstream> {
  mustBeMeantForUs(token, upstream);
  const claims = await verified(context, upstream, token);
  const { events, sub, sid, nonce, jti } = claims;
  const named = (events as Record<string, unknown> | undefined)?.[event];
  if (typeof named !== 'object' || named === null) throw invalid('it tells of no sign-out');
  if (nonce !== undefined) throw invalid('a nonce makes it an ID token');
  const text = (value: unknown) =>
    typeof value === 'string' && value !== '' && value.length <= 255 ? value : undefined;
  const ended = { sub: text(sub), sid: text(sid) };
  if (ended.sub === undefined && ended.sid === undefined) throw invalid('it names neither a person nor a session');
  if (text(jti) === undefined) throw invalid('it has no id');
  const used = key('upstream-logout', 'used', hashToken(`${upstream.issuer} ${jti as string}`));
  if (!(await context.ephemeral.claim(used, '1', remembered_seconds))) throw invalid('it was used before');
  return {
    ...(ended.sub === undefined ? {} : { sub: ended.sub }),
    ...(ended.sid === undefined ? {} : { sid: ended.sid }),
  };
}

/** Remembered for a sign-in that is under way: nobody comes in by a session that is over. */
export async function rememberEndedUpstream(
  ephemeral: Ephemeral,
  issuer: string,
  { sid }: EndedUpstream,
): Promise<void> {
  if (sid !== undefined) await ephemeral.set(endedKey(issuer, sid), '1', remembered_seconds);
}

export async function hasUpstreamSessionEnded(
  ephemeral: Ephemeral,
  { issuer, sid }: UpstreamSession,
): Promise<boolean> {
  return sid !== undefined && (await ephemeral.get(endedKey(issuer, sid))) !== undefined;
}

function endedKey(issuer: string, sid: string): string {
  return key('upstream-logout', 'ended', hashToken(`${issuer} ${sid}`));
}

/** Looked at before any key is fetched: what names another provider or another application moves nobody. */
function mustBeMeantForUs(token: string, upstream: Upstream): void {
  try {
    const { iss, aud } = decodeJwt(token);
    if (iss === upstream.issuer && [aud].flat().includes(upstream.clientId)) return;
  } catch (cause) {
    throw invalid('it is no token', cause);
  }
  throw invalid('it is another provider’s, or for another application');
}

async function verified(context: Context, upstream: Upstream, token: string): Promise<Record<string, unknown>> {
  const keys = await keysOf(context, upstream);
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms,
      issuer: upstream.issuer,
      audience: upstream.clientId,
      clockTolerance: clock_skew_seconds,
      currentDate: context.clock.now(),
      maxTokenAge: age_seconds_max,
      requiredClaims: ['exp', 'iat', 'jti'],
    });
    // RFC 8725 §3.11: a token that says it is something else is none; many providers say nothing at all.
    if (!['logout+jwt', 'application/logout+jwt', 'jwt', undefined].includes(protectedHeader.typ?.toLowerCase()))
      throw invalid(`it is a ${protectedHeader.typ}`);
    return payload;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw invalid('it is not signed by the provider, or not of this moment', error);
  }
}

async function keysOf(context: Context, upstream: Upstream): Promise<JWTVerifyGetKey> {
  const uri = (await upstreamClient(context, upstream)).serverMetadata().jwks_uri;
  if (uri === undefined) throw invalid('the provider publishes no keys');
  const sets = keySets(context);
  const known = sets.get(upstream.id);
  if (known?.uri === uri) return known.keys;
  const keys = createRemoteJWKSet(new URL(uri), {
    [customFetch]: (url, options) => context.outgoing.call(upstream.universityId, url, options as object),
  });
  sets.set(upstream.id, { uri, keys });
  return keys;
}

function invalid(why: string, cause?: unknown): DomainError {
  return new DomainError(
    'token.invalid',
    `The logout token is not accepted: ${why}.`,
    cause === undefined ? {} : { cause },
  );
}
