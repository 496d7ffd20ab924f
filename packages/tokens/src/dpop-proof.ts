import { createHash } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { refusalOf, tokenRefusal } from './token-refusal.ts';

/** How far a proof's `iat` may be from our clock, in seconds. */
const proof_age_seconds_max = 60;

export type DpopProofChecks = {
  readonly method: string;
  /** Where the request went; its query and fragment do not count. */
  readonly url: string;
  readonly accessToken: string;
  /** SHA-256 thumbprint of the key that the access token is bound to (`cnf.jkt`). */
  readonly jkt: string;
  readonly now: Date;
  /** Notes a proof by its id and time in seconds; `false` where it was seen before. */
  readonly firstUse: (id: string, now_seconds: number) => boolean;
};

/**
 * Verifies the proof that a request comes from whoever holds the key that its access token is bound to (RFC 9449 §7).
 *
 * @throws DomainError `token.invalid` where it is absent, for another request, token or key, too old, or seen before.
 */
export async function verifyDpopProof(proof: string | undefined, checks: DpopProofChecks): Promise<void> {
  if (proof === undefined || proof === '')
    throw tokenRefusal('token.invalid', 'the token is bound to a key: send a proof');
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: ['ES256', 'PS256', 'EdDSA'],
      currentDate: checks.now,
    });
    const now_seconds = checks.now.getTime() / 1_000;
    const ath = createHash('sha256').update(checks.accessToken).digest('base64url');
    const jkt = await calculateJwkThumbprint(protectedHeader.jwk!);
    const faults = [
      ...(jkt === checks.jkt ? [] : ['key']),
      ...(payload['ath'] === ath ? [] : ['ath']),
      ...(payload['htm'] === checks.method ? [] : ['htm']),
      ...(bare(payload['htu']) === bare(checks.url) ? [] : ['htu']),
      ...(typeof payload.iat === 'number' && Math.abs(now_seconds - payload.iat) <= proof_age_seconds_max
        ? []
        : ['iat']),
      ...(typeof payload.jti === 'string' && payload.jti !== '' ? [] : ['jti']),
    ];
    if (faults.length > 0) throw tokenRefusal('token.invalid', `the proof does not fit: ${faults.join(', ')}`);
    if (!checks.firstUse(`${jkt}.${payload.jti}`, now_seconds))
      throw tokenRefusal('token.invalid', 'the proof was used before');
  } catch (error) {
    throw refusalOf(error);
  }
}

/** Proofs that were seen while they could be used again, in this process. */
export function seenProofs(): DpopProofChecks['firstUse'] {
  const seen = new Map<string, number>();
  return (id, now_seconds) => {
    const key = createHash('sha256').update(id).digest('base64url');
    if (seen.has(key)) return false;
    // In the order in which they came, so the first that lives ends the search.
    for (const [old, until] of seen) {
      if (until > now_seconds) break;
      seen.delete(old);
    }
    seen.set(key, now_seconds + 2 * proof_age_seconds_max);
    return true;
  };
}

function bare(address: unknown): string | undefined {
  const url = typeof address === 'string' ? URL.parse(address) : null;
  return url ? `${url.origin}${url.pathname}` : undefined;
}
