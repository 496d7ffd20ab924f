import { DomainError } from '@onecampus/errors';
import { clock_skew_seconds } from '@onecampus/runtime';
import * as oidc from 'openid-client';

export interface ProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** An issuer only over TLS. */
  readonly secure: boolean;
}

/** Asks the provider for its metadata when it is first needed, so that we can start before it does. */
export function rememberedDiscovery(options: ProviderOptions): () => Promise<oidc.Configuration> {
  let known: Promise<oidc.Configuration> | undefined;
  return async () => {
    known ??= oidc.discovery(
      new URL(options.issuer),
      options.clientId,
      { [oidc.clockTolerance]: clock_skew_seconds },
      oidc.ClientSecretBasic(options.clientSecret),
      {
        timeout: 5,
        ...(options.secure ? {} : { execute: [oidc.allowInsecureRequests] }),
      },
    );
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw new DomainError('upstream.unavailable', 'The identity provider cannot be reached at the moment.', {
        cause: error,
        retryAfterSeconds: 3,
      });
    }
  };
}
