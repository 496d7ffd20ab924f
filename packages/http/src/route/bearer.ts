import { DomainError } from '@onecampus/errors';
import type { Clock } from '@onecampus/runtime';
import { requireScope, type Scope, seenProofs, verifyAccessToken, verifyDpopProof } from '@onecampus/tokens';
import type { Request } from 'express';
import type { JWTVerifyGetKey } from 'jose';

/** How a service checks the access tokens that it is shown. */
export interface BearerAccess {
  readonly issuer: string;
  readonly audience: string;
  readonly jwks: JWTVerifyGetKey;
  readonly clock: Clock;
}

/** A program that called with a token of ours. */
export interface ClientPrincipal {
  readonly actor: `client:${string}`;
  readonly clientId: string;
}

/** Proofs that this process has seen; one of a minute ago is refused by its age on every instance. */
const firstUse = seenProofs();

/**
 * Demands an access token (RFC 6750 §2.1, RFC 9068) for this service that carries the scope. One that is bound to a key of
 * its client's comes with `Authorization: DPoP …` and a proof (RFC 9449 §7.1), any other one with `Bearer`.
 */
export function bearer(access: BearerAccess, scope: Scope): (request: Request) => Promise<ClientPrincipal> {
  return async (request) => {
    const bound = /^dpop\s/i.test(request.headers.authorization ?? '');
    const token = bearerToken(request, bound ? 'dpop' : 'bearer');
    let proved = false;
    const claims = await verifyAccessToken(token, {
      issuer: access.issuer,
      audience: access.audience,
      jwks: access.jwks,
      now: access.clock.now(),
      ...(bound
        ? {
            proveKey: async (jkt) => {
              const url = new URL(request.originalUrl, access.audience).href;
              const [now, { method }] = [access.clock.now(), request];
              await verifyDpopProof(request.get('dpop'), { method, url, accessToken: token, jkt, now, firstUse });
              proved = true;
            },
          }
        : {}),
    });
    if (bound && !proved) throw new DomainError('token.invalid', 'This token is bound to no key: send it as Bearer.');
    requireScope(claims, scope);
    return { actor: `client:${claims.clientId}`, clientId: claims.clientId };
  };
}

/**
 * The token of the Authorization header; a token in the query or the body is not looked for (RFC 6750 §2.2–2.3). Two
 * headers are refused: Node keeps the first, and whatever stands before us may have looked at the second.
 */
export function bearerToken(
  request: Pick<Request, 'headers'> & Partial<Pick<Request, 'headersDistinct'>>,
  wanted: 'bearer' | 'dpop' = 'bearer',
): string {
  if ((request.headersDistinct?.['authorization']?.length ?? 0) > 1) {
    throw new DomainError('token.invalid', 'Send one Authorization header.');
  }
  const [scheme, token, ...rest] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== wanted || !token || rest.length > 0) {
    throw new DomainError('token.missing', 'Send an access token: Authorization: Bearer …');
  }
  return token;
}

/** For the few endpoints that anybody may call. */
export async function nobodyInParticular(): Promise<undefined> {
  return undefined;
}
