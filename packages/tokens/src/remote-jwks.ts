import { setTimeout as pause } from 'node:timers/promises';
import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, type JWTVerifyGetKey } from 'jose';

export type RemoteJwksOptions = {
  readonly fetch?: FetchImplementation;
  /** Default 2500. */
  readonly timeoutMs?: number;
  /** How long a fetched set is used without asking again; default 10 minutes. An unknown `kid` asks at once. */
  readonly cacheMs?: number;
  /** Not more than one fetch in this time, however many unknown `kid`s arrive; default 0.5 s. */
  readonly cooldownMs?: number;
};

/**
 * The public keys of an issuer, fetched when first needed and kept. A key published after the last fetch is found because
 * an unknown `kid` triggers a new one; a flood of invented `kid`s triggers one fetch per `cooldownMs`. A token signed by a
 * key that was published within that time waits for its end and asks once more, so that no rotation refuses a good token.
 */
export function remoteJwks(url: string | URL, options: RemoteJwksOptions = {}): JWTVerifyGetKey {
  const cooldownMs = options.cooldownMs ?? 500;
  const keys = createRemoteJWKSet(new URL(url), {
    timeoutDuration: options.timeoutMs ?? 2_500,
    cacheMaxAge: options.cacheMs ?? 600_000,
    cooldownDuration: cooldownMs,
    ...(options.fetch ? { [customFetch]: options.fetch } : {}),
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || !keys.coolingDown) throw error;
      await pause(cooldownMs);
      return keys(header, token);
    }
  };
}
