import { clock_skew_seconds } from '@onecampus/runtime';
import { importJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { refuseForeignKeys } from './refuse-foreign-keys.ts';
import { refusalOf, tokenRefusal } from './token-refusal.ts';

/** Header `typ` of the bearer token a gate terminal signs for itself. */
export const TERMINAL_ASSERTION_TYPE = 'terminal+jwt';

/** The longest life a terminal may give its assertion. A shorter one costs it nothing: it signs the next by itself. */
export const TERMINAL_ASSERTION_LIFETIME_SECONDS_MAX = 3600;

const CLOCK_TOLERANCE_SECONDS = clock_skew_seconds;

export type TerminalAssertionClaims = {
  readonly terminalId: string;
  readonly jti: string;
  readonly expiresAt: Date;
};

/**
 * Signs a terminal's bearer token: a JWT under the terminal's own ES256 key, `iss` = `sub` = the terminal's id,
 * `aud` = the access checker. The key never leaves the terminal, so the centre holds nothing worth stealing.
 *
 * @param lifetimeSeconds 1 to 3600, default 300.
 */
export async function signTerminalAssertion(assertion: {
  readonly terminalId: string;
  readonly audience: string;
  readonly privateJwk: JWK;
  readonly jti: string;
  readonly now: Date;
  readonly lifetimeSeconds?: number;
}): Promise<string> {
  const { terminalId, privateJwk, lifetimeSeconds = 300 } = assertion;
  if (!(lifetimeSeconds >= 1 && lifetimeSeconds <= TERMINAL_ASSERTION_LIFETIME_SECONDS_MAX)) {
    throw new RangeError(`an assertion lives 1 to ${TERMINAL_ASSERTION_LIFETIME_SECONDS_MAX} seconds`);
  }
  const issuedAt = Math.floor(assertion.now.getTime() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'ES256', typ: TERMINAL_ASSERTION_TYPE, kid: privateJwk.kid ?? terminalId })
    .setIssuer(terminalId)
    .setSubject(terminalId)
    .setAudience(assertion.audience)
    .setJti(assertion.jti)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .sign(await importJWK(privateJwk, 'ES256'));
}

/**
 * Verifies a terminal's assertion against the key it was enrolled with.
 *
 * @param checks.keyOf the public key of an enrolled terminal; `undefined` for one that is not (or no longer) enrolled.
 * @throws DomainError `terminal.not_enrolled`, `token.expired`, `token.wrong_audience`, or `token.invalid`.
 */
export async function verifyTerminalAssertion(
  token: string,
  checks: {
    readonly audience: string;
    readonly keyOf: (terminalId: string) => JWK | undefined | Promise<JWK | undefined>;
    readonly now: Date;
  },
): Promise<TerminalAssertionClaims> {
  try {
    const claimedId = claimedIssuer(token);
    const { payload } = await jwtVerify(
      token,
      async (header) => {
        refuseForeignKeys(header);
        const publicJwk = await checks.keyOf(claimedId);
        if (!publicJwk) throw tokenRefusal('terminal.not_enrolled', 'no terminal with this id is enrolled');
        return importJWK(publicJwk, 'ES256');
      },
      {
        typ: TERMINAL_ASSERTION_TYPE,
        algorithms: ['ES256'],
        issuer: claimedId,
        subject: claimedId,
        audience: checks.audience,
        requiredClaims: ['iat', 'exp', 'jti'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: checks.now,
      },
    );
    return checkedClaims(payload, claimedId, checks.now);
  } catch (error) {
    throw refusalOf(error);
  }
}

function checkedClaims(payload: JWTPayload, terminalId: string, now: Date): TerminalAssertionClaims {
  const { iat, exp, jti } = payload as { iat: number; exp: number; jti: unknown };
  if (iat > now.getTime() / 1000 + CLOCK_TOLERANCE_SECONDS) {
    throw tokenRefusal('token.invalid', 'the assertion was signed in the future: check the clock of the terminal');
  }
  if (exp - iat > TERMINAL_ASSERTION_LIFETIME_SECONDS_MAX) {
    throw tokenRefusal('token.invalid', `the assertion lives longer than ${TERMINAL_ASSERTION_LIFETIME_SECONDS_MAX} s`);
  }
  if (typeof jti !== 'string' || jti === '') throw tokenRefusal('token.invalid', 'the assertion has no usable "jti"');
  return { terminalId, jti, expiresAt: new Date(exp * 1000) };
}

/** Read before the signature is checked, only to know whose key must have made it. */
function claimedIssuer(token: string): string {
  const payload = token.split('.')[1] ?? '';
  try {
    const { iss } = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { iss?: unknown };
    if (typeof iss === 'string' && iss !== '') return iss;
  } catch (cause) {
    throw tokenRefusal('token.invalid', 'the assertion is not a JWT', cause);
  }
  throw tokenRefusal('token.invalid', 'the assertion does not say which terminal it is from');
}
