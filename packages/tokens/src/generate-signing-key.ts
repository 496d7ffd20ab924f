import { exportJWK, generateKeyPair, type JWK } from 'jose';

export type SigningAlgorithm = 'RS256' | 'ES256' | 'EdDSA';

/** Both halves of one signing key (RFC 7517), each with `kid`, `alg` and `use: "sig"`. */
export type SigningKeyPair = { readonly privateJwk: JWK; readonly publicJwk: JWK };

const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const;

/** Makes a fresh signing key: 2048-bit RSA for RS256, P-256 for ES256 (RFC 7518 §3.3, §3.4), Ed25519 for EdDSA (RFC 8037). */
export async function generateSigningKey(alg: SigningAlgorithm, kid: string): Promise<SigningKeyPair> {
  const { privateKey } = await generateKeyPair(alg, {
    modulusLength: 2048,
    ...(alg === 'EdDSA' ? { crv: 'Ed25519' } : {}),
    extractable: true,
  });
  const privateJwk: JWK = { ...(await exportJWK(privateKey)), kid, alg, use: 'sig' };
  return { privateJwk, publicJwk: publicHalf(privateJwk) };
}

/** The part of a key that may be published. Removes what is private instead of trusting the caller to have done so. */
export function publicHalf(jwk: JWK): JWK {
  const copy: Record<string, unknown> = { ...jwk };
  for (const member of PRIVATE_MEMBERS) delete copy[member];
  return copy as JWK;
}
