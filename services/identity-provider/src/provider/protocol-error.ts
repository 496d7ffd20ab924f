import { asDomainError } from '@onecampus/database';
import { isDomainError } from '@onecampus/errors';
import { errors } from 'oidc-provider';

/** Not being able to tell is neither "unknown client" nor "invalid token": it is 503, and it is never sent to a redirect address. */
export class TemporarilyUnavailable extends errors.OIDCProviderError {
  constructor(cause: unknown) {
    super(503, 'temporarily_unavailable', { cause });
    this.allow_redirect = false;
  }
}

/** Runs a storage call of the engine and turns an outage into an answer that the engine understands. */
export async function stored<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof errors.OIDCProviderError) throw error;
    const known = isDomainError(error) ? error : asDomainError(error);
    throw known.kind === 'unavailable' ? new TemporarilyUnavailable(known) : known;
  }
}
