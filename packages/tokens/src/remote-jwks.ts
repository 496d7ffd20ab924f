import { setTimeout as pause } from 'node:timers/promises';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type FetchImplementation,
  type JWTVerifyGetKey,
} from 'jose';

/** An issuer that did not answer is asked again after so long. */
const asked_again_ms = 5_000;

export type RemoteJwksOptions = {
  readonly fetch?: FetchImplementation;
  /** Default 2500. */
  readonly timeoutMs?: number;
  /**
   * How long a fetched set is used without asking again; default a minute, for a key that was withdrawn at once is trusted no
   * longer than this. An unknown `kid` asks at once.
   */
  readonly cacheMs?: number;
  /** How long the last set serves while the issuer cannot be reached; default 10 minutes. */
  readonly staleMs?: number;
  /** Not more than one fetch in this time, however many unknown `kid`s arrive; default 0.5 s. */
  readonly cooldownMs?: number;
};

/**
 * The public keys of an issuer, fetched when first needed and kept. A key published after the last fetch is found because
 * an unknown `kid` triggers a new one; a flood of invented `kid`s triggers one fetch per `cooldownMs`. A token signed by a
 * key that was published within that time waits for its end and asks once more, so that no rotation refuses a good token.
 * While the issuer does not answer, the last set serves on for a while: that it restarts signs nobody out.
 */
export function remoteJwks(url: string | URL, options: RemoteJwksOptions = {}): JWTVerifyGetKey {
  const cooldownMs = options.cooldownMs ?? 500;
  const keys = createRemoteJWKSet(new URL(url), {
    timeoutDuration: options.timeoutMs ?? 2_500,
    cacheMaxAge: options.cacheMs ?? 60_000,
    cooldownDuration: cooldownMs,
    ...(options.fetch ? { [customFetch]: options.fetch } : {}),
  });
  let freshAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  const ask: JWTVerifyGetKey = async (header, token) => {
    const key = await keys(header, token);
    freshAt = performance.now();
    return key;
  };
  /** The last set, where the issuer has been silent not for too long. */
  const last = () => {
    const set = keys.jwks();
    return set && performance.now() - freshAt <= (options.staleMs ?? 600_000) ? createLocalJWKSet(set) : undefined;
  };
  return async (header, token) => {
    // Not every token waits for the same silence again.
    if (!keys.fresh && performance.now() - failedAt < asked_again_ms) {
      const set = last();
      if (set) return set(header, token);
    }
    try {
      return await ask(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) {
        if (!keys.coolingDown) throw error;
        await pause(cooldownMs);
        return ask(header, token);
      }
      failedAt = performance.now();
      const set = last();
      if (!set) throw error;
      return set(header, token);
    }
  };
}
