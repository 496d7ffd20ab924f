import type { JWK } from 'jose';
import type { SigningAlgorithm } from './generate-signing-key.ts';

/**
 * - `published`: in the JWKS so that everyone can fetch it, not signing yet;
 * - `signing`: in the JWKS and signs; at most one per algorithm;
 * - `retired`: no longer signs, still in the JWKS while tokens signed with it live;
 * - `withdrawn`: out of the JWKS; whatever it signed is refused.
 */
export type SigningKeyState = 'published' | 'signing' | 'retired' | 'withdrawn';

/** One key in its life. `stateSince` is when it entered its present state. */
export type SigningKey = {
  readonly kid: string;
  readonly alg: SigningAlgorithm;
  readonly state: SigningKeyState;
  readonly stateSince: Date;
  readonly publicJwk: JWK;
};

export type KeyRing = {
  readonly keys: readonly SigningKey[];
  /** The document served at `/jwks`: every key but the withdrawn ones, the signing ones first. */
  readonly jwks: { readonly keys: readonly JWK[] };
  /** The key that signs with this algorithm now, if there is one. */
  readonly signing: (alg: SigningAlgorithm) => SigningKey | undefined;
};

const JWKS_ORDER: readonly SigningKeyState[] = ['signing', 'published', 'retired'];

/**
 * An immutable set of signing keys.
 *
 * @throws TypeError when two keys share a `kid`, when two keys sign with one algorithm, or when a `publicJwk` carries a
 *   private member: each of these would make the ring publish or sign something wrong.
 */
export function keyRing(keys: readonly SigningKey[]): KeyRing {
  const kids = new Set<string>();
  const signing = new Map<SigningAlgorithm, SigningKey>();
  for (const key of keys) {
    if (key.kid === '' || kids.has(key.kid)) throw new TypeError(`signing key id "${key.kid}" is empty or used twice`);
    kids.add(key.kid);
    if (key.publicJwk.d !== undefined || key.publicJwk.k !== undefined) {
      throw new TypeError(`the public half of signing key "${key.kid}" carries a private member`);
    }
    if (key.state !== 'signing') continue;
    if (signing.has(key.alg)) throw new TypeError(`two keys sign with ${key.alg}`);
    signing.set(key.alg, key);
  }
  const listed = JWKS_ORDER.flatMap((state) => keys.filter((key) => key.state === state));
  return Object.freeze({
    keys: Object.freeze([...keys]),
    jwks: Object.freeze({ keys: Object.freeze(listed.map((key) => key.publicJwk)) }),
    signing: (alg: SigningAlgorithm) => signing.get(alg),
  });
}
