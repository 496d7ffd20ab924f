import { DomainError } from '@onecampus/errors';
import { createRemoteJWKSet, jwtVerify } from 'jose';

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';
const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

/** Checks a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6) and names the provider's session that has ended. */
export async function verifyLogoutToken(
  token: string,
  expected: { issuer: string; jwksUri: string; clientId: string },
): Promise<{ sid: string }> {
  let keys = keySets.get(expected.jwksUri);
  if (!keys) {
    keys = createRemoteJWKSet(new URL(expected.jwksUri), { timeoutDuration: 2_500 });
    keySets.set(expected.jwksUri, keys);
  }
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: expected.issuer,
      audience: expected.clientId,
      typ: 'logout+jwt',
      algorithms: ['RS256', 'ES256', 'PS256', 'EdDSA'],
      requiredClaims: ['iat', 'jti', 'events'],
    });
    const events = payload['events'] as Record<string, unknown>;
    if (typeof events !== 'object' || !(logoutEvent in events) || 'nonce' in payload)
      throw new Error('not a logout token');
    if (typeof payload['sid'] !== 'string') throw new Error('the logout token names no session');
    return { sid: payload['sid'] };
  } catch (error) {
    throw new DomainError('request.malformed', 'The logout token is not acceptable.', { cause: error });
  }
}
