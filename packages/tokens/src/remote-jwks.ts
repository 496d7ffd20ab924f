import { createRemoteJWKSet, customFetch, type FetchImplementation, type JWTVerifyGetKey } from 'jose';

export type RemoteJwksOptions = {
  readonly fetch?: FetchImplementation;
  /** Default 2500. */
  readonly timeoutMs?: number;
  /** How long a fetched set is used without asking again; default 10 minutes. An unknown `kid` asks at once. */
  readonly cacheMs?: number;
  /** Not more than one fetch in this time, however many unknown `kid`s arrive; default 5 s. */
  readonly cooldownMs?: number;
};

/**
 * The public keys of an issuer, fetched when first needed and kept. A key published after the last fetch is found because
 * an unknown `kid` triggers a new one; a flood of invented `kid`s triggers one fetch per `cooldownMs`.
 */
export function remoteJwks(url: string | URL, options: RemoteJwksOptions = {}): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(url), {
    timeoutDuration: options.timeoutMs ?? 2_500,
    cacheMaxAge: options.cacheMs ?? 600_000,
    cooldownDuration: options.cooldownMs ?? 5_000,
    ...(options.fetch ? { [customFetch]: options.fetch } : {}),
  });
}
