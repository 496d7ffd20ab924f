import { clock_skew_seconds } from '@onecampus/runtime';
import { importJWK, type JWK, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose';
import { refuseForeignKeys } from './refuse-foreign-keys.ts';
import { refusalOf, tokenRefusal } from './token-refusal.ts';

/** Header `typ` of a JWT access token (RFC 9068 §2.1). An ID token or a logout token is refused by it. */
export const ACCESS_TOKEN_TYPE = 'at+jwt';

/** What a verified access token says. */
export type AccessTokenClaims = {
  /** The person's reference, or the client's own id when the client acts for itself (client_credentials). */
  readonly sub: string;
  readonly clientId: string;
  readonly scope: ReadonlySet<string>;
  readonly jti: string;
  readonly expiresAt: Date;
};

export type AccessTokenChecks = {
  /** Exactly our issuer, no list. */
  readonly issuer: string;
  /** The verifying service's own audience, see `audienceOf`. */
  readonly audience: string;
  /** Finds the public key by the header's `kid`: `remoteJwks(…)`, or a local set in tests. */
  readonly jwks: JWTVerifyGetKey;
  /** Allow-list; defaults to RS256 and ES256. Never a symmetric algorithm. */
  readonly algorithms?: readonly ('RS256' | 'ES256')[];
  /** How far clocks may differ, 0 to 60; default 10 (FAPI 2.0 §5.3.2.1). */
  readonly clockToleranceSeconds?: number;
  readonly now: Date;
  /**
   * Demands the proof of whoever shows a token that is bound to a key (`cnf.jkt`, RFC 9449 §6). Where this is absent no
   * such token is accepted: whoever found it would only have to leave the proof away.
   */
  readonly proveKey?: (jkt: string) => Promise<void>;
};

/**
 * Verifies a JWT access token by RFC 9068 §4: type, algorithm, key, signature, issuer, audience, times.
 *
 * @throws DomainError `token.expired`, `token.wrong_audience`, `token.wrong_issuer`, or `token.invalid` for all else;
 *   `upstream.unavailable` when the issuer's keys cannot be fetched.
 */
export async function verifyAccessToken(token: string, checks: AccessTokenChecks): Promise<AccessTokenClaims> {
  const clockTolerance = Math.min(checks.clockToleranceSeconds ?? clock_skew_seconds, clock_skew_seconds);
  try {
    const { payload } = await jwtVerify(
      token,
      (header, jws) => {
        refuseForeignKeys(header);
        return checks.jwks(header, jws);
      },
      {
        typ: ACCESS_TOKEN_TYPE,
        algorithms: [...(checks.algorithms ?? ['RS256', 'ES256'])],
        issuer: checks.issuer,
        audience: checks.audience,
        requiredClaims: ['exp', 'iat', 'sub', 'client_id', 'jti'],
        clockTolerance,
        currentDate: checks.now,
      },
    );
    if (payload.iat! > checks.now.getTime() / 1000 + clockTolerance) {
      throw tokenRefusal('token.invalid', 'the token was issued in the future');
    }
    if (payload['cnf'] !== undefined) await provedKey(payload['cnf'], checks.proveKey);
    const scope = payload['scope'] ?? '';
    return {
      sub: nonEmpty(payload.sub, 'sub'),
      clientId: nonEmpty(payload['client_id'], 'client_id'),
      jti: nonEmpty(payload.jti, 'jti'),
      scope: scopeSet(scope),
      expiresAt: new Date(payload.exp! * 1000),
    };
  } catch (error) {
    throw refusalOf(error);
  }
}

/**
 * Throws `token.insufficient_scope` unless the token carries the scope and its client acts for itself (RFC 9068 §2.2: `sub` is
 * then the client's own id). What our APIs do was granted to a program and not to whoever signs in to it: a token that names a
 * person opens none of them, whatever scopes it carries.
 */
export function requireScope(claims: AccessTokenClaims, scope: string): void {
  if (claims.sub !== claims.clientId) {
    throw tokenRefusal(
      'token.insufficient_scope',
      'the token was given to a person, and this API serves programs alone',
    );
  }
  if (!claims.scope.has(scope)) {
    throw tokenRefusal('token.insufficient_scope', `the token does not carry the scope "${scope}"`);
  }
}

/** Signs a JWT access token of RFC 9068. The private key must carry its `kid` and `alg`. */
export async function signAccessToken(
  claims: {
    readonly issuer: string;
    readonly audience: string;
    readonly sub: string;
    readonly clientId: string;
    readonly scope: Iterable<string>;
    readonly jti: string;
    readonly lifetimeSeconds: number;
  },
  privateJwk: JWK,
  now: Date,
): Promise<string> {
  const { kid, alg } = privateJwk;
  if (!kid || !alg) throw new TypeError('the signing key has no "kid" or no "alg"');
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ client_id: claims.clientId, scope: [...claims.scope].join(' ') })
    .setProtectedHeader({ alg, kid, typ: ACCESS_TOKEN_TYPE })
    .setIssuer(claims.issuer)
    .setAudience(claims.audience)
    .setSubject(claims.sub)
    .setJti(claims.jti)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + claims.lifetimeSeconds)
    .sign(await importJWK(privateJwk, alg));
}

async function provedKey(confirmation: unknown, prove: AccessTokenChecks['proveKey']): Promise<void> {
  const jkt = (confirmation as { jkt?: unknown } | null)?.jkt;
  if (typeof jkt !== 'string' || !prove) throw tokenRefusal('token.invalid', 'the token is bound to a key');
  await prove(jkt);
}

function nonEmpty(value: unknown, claim: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw tokenRefusal('token.invalid', `the token's "${claim}" is not a text`);
}

function scopeSet(value: unknown): ReadonlySet<string> {
  if (typeof value !== 'string') throw tokenRefusal('token.invalid', 'the token\'s "scope" is not a text');
  return new Set(value.split(' ').filter((scope) => scope !== ''));
}
