import { fapiAlgorithms } from './client-security.ts';

/** How far ahead of our clock a client's may be: ten seconds are nothing (FAPI 2.0 §5.3.2.1), more than sixty a fault. */
export const clock_ahead_seconds_max = 60;

type ClientJwt = {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly alg: string | undefined;
  readonly now_seconds: number;
  readonly fapi: boolean;
};

/** What makes a signed assertion or request object unfit, whatever it is for; `undefined` for a fit one. */
export function clientJwtFault({ claims, alg, now_seconds, fapi }: ClientJwt): string | undefined {
  for (const name of ['iat', 'nbf'] as const) {
    const value = claims[name];
    if (typeof value === 'number' && value > now_seconds + clock_ahead_seconds_max) return `${name} is in the future`;
  }
  if (fapi && !(fapiAlgorithms as readonly (string | undefined)[]).includes(alg)) {
    return `alg must be one of ${fapiAlgorithms.join(', ')}`;
  }
  return undefined;
}

/** What makes a client assertion (RFC 7523 §3) unfit, besides what the engine checks. */
export function assertionFault(jwt: ClientJwt & { readonly clientId: string; readonly issuer: string }) {
  if (jwt.claims['sub'] !== jwt.clientId) return 'sub must be the client_id';
  // A list could name another server as well, which might play the assertion on to us.
  if (jwt.fapi && jwt.claims['aud'] !== jwt.issuer) return 'aud must be our issuer and nothing else';
  return clientJwtFault(jwt);
}
