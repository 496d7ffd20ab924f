import { DomainError, type ErrorCode } from '@onecampus/errors';
import { errors } from 'jose';

export type TokenErrorCode = Extract<ErrorCode, `token.${string}` | 'terminal.not_enrolled'>;

/** A token that is not accepted. The message is for the log: what is told to the caller is the code alone. */
export function tokenRefusal(code: TokenErrorCode, message: string, cause?: unknown): DomainError {
  return new DomainError(code, message, { cause });
}

/**
 * The one place that turns a verification failure into a refusal. Keys that could not be fetched are not the token's
 * fault: those become `upstream.unavailable`, so that an outage is never reported as a forged token.
 */
export function refusalOf(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof errors.JWTExpired) return tokenRefusal('token.expired', 'the token has expired', error);
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return tokenRefusal('token.wrong_audience', 'the token is for another service', error);
    if (error.claim === 'iss') return tokenRefusal('token.wrong_issuer', 'the token is from another issuer', error);
    return tokenRefusal('token.invalid', `the token's "${error.claim}" is not acceptable`, error);
  }
  if (keysCouldNotBeFetched(error)) {
    return new DomainError('upstream.unavailable', 'the public keys of the issuer cannot be fetched', {
      cause: error,
      retryAfterSeconds: 5,
    });
  }
  return tokenRefusal('token.invalid', 'the token is malformed, or its signature does not verify', error);
}

function keysCouldNotBeFetched(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout) return true;
  // jose reports a bad answer of the JWKS address as a plain JOSEError; undici reports a failed connection as a TypeError.
  if (error instanceof errors.JOSEError) return error.constructor === errors.JOSEError;
  return error instanceof TypeError && error.message === 'fetch failed';
}
