import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { readJson } from './product.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** The payload, unread by any key: what careless products do. */
export function claimsOf(token: string): Claims {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;
}

/** The payload of a token that is signed with RS256 by a key of this set, and by nothing else. */
export async function verifiedClaims(token: string, jwksUri: string): Promise<Claims> {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { alg, kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg: string; kid: string };
  if (alg !== 'RS256') throw new Error(`the algorithm is ${alg} and not RS256`);
  const { keys } = (await readJson(jwksUri)) as { keys: (JsonWebKey & { kid: string })[] };
  const jwk = keys.find((one) => one.kid === kid);
  if (!jwk) throw new Error('the key is not in the set');
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const signed = verify('sha256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'));
  if (!signed) throw new Error('the signature does not verify');
  return claimsOf(token);
}

/** The left half of the access token's hash (OpenID Connect Core §3.1.3.6). */
export function atHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
}

/** OpenID Connect Back-Channel Logout 1.0 §2.6. @returns the session that ended. */
export async function endedSession(
  token: string,
  expected: { readonly issuer: string; readonly clientId: string; readonly jwksUri: string },
): Promise<{ sid: unknown; sub: unknown }> {
  const claims = await verifiedClaims(token, expected.jwksUri);
  const events = claims['events'] as Record<string, unknown> | undefined;
  if (claims['iss'] !== expected.issuer || claims['aud'] !== expected.clientId) throw new Error('not for us');
  if (!events || !('http://schemas.openid.net/event/backchannel-logout' in events)) throw new Error('no logout token');
  if ('nonce' in claims) throw new Error('a logout token has no nonce');
  return { sid: claims['sid'], sub: claims['sub'] };
}
