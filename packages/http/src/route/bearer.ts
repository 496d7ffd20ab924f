import { DomainError } from '@onecampus/errors';
import type { Clock } from '@onecampus/runtime';
import { requireScope, type Scope, verifyAccessToken } from '@onecampus/tokens';
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

/** Demands a bearer access token (RFC 6750 §2.1, RFC 9068) for this service that carries the scope. */
export function bearer(access: BearerAccess, scope: Scope): (request: Request) => Promise<ClientPrincipal> {
  return async (request) => {
    const claims = await verifyAccessToken(bearerToken(request), {
      issuer: access.issuer,
      audience: access.audience,
      jwks: access.jwks,
      now: access.clock.now(),
    });
    requireScope(claims, scope);
    return { actor: `client:${claims.clientId}`, clientId: claims.clientId };
  };
}

/**
 * The token of the Authorization header; a token in the query or the body is not looked for (RFC 6750 §2.2–2.3). Two
 * headers are refused: Node keeps the first, and whatever stands before us may have looked at the second.
 */
export function bearerToken(request: Pick<Request, 'headers'> & Partial<Pick<Request, 'headersDistinct'>>): string {
  if ((request.headersDistinct?.['authorization']?.length ?? 0) > 1) {
    throw new DomainError('token.invalid', 'Send one Authorization header.');
  }
  const [scheme, token, ...rest] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) {
    throw new DomainError('token.missing', 'Send an access token: Authorization: Bearer …');
  }
  return token;
}

/** For the few endpoints that anybody may call. */
export async function nobodyInParticular(): Promise<undefined> {
  return undefined;
}
