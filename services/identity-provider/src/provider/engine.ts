import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@onecampus/runtime';
import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import type { Provider } from 'oidc-provider';
import { buildProvider } from './build-provider.ts';
import type { EngineKeys, EngineParts } from './engine-parts.ts';
import { extensions } from './extensions.ts';
import { answeredAgain, askedAgain } from './kept-answers.ts';

/** Keys as they are in the database now; `version` tells one set from another. */
export type LoadedKeys = EngineKeys & { readonly version: string; readonly publicJwks: { keys: readonly object[] } };

/** The OpenID engine behind one handle. The engine reads its keys once, so new keys mean a new engine in the same place. */
export interface Engine {
  /** The engine of this moment. Ask anew in each request; do not keep it. */
  provider(): Provider;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The same for what comes without express: where the same was asked a moment ago, its answer (kept-answers.ts). */
  handleLean(request: IncomingMessage, response: ServerResponse): Promise<void>;
  readonly log: Logger;
  /** Our own public keys, for the tokens that our own API is shown. */
  readonly publicKeys: JWTVerifyGetKey;
  /** Takes up keys that have changed; requests in hand finish with the engine they began with. */
  reload(): Promise<void>;
}

export type EngineOptions = {
  readonly parts: EngineParts;
  readonly loadKeys: () => Promise<LoadedKeys>;
  readonly behindProxy: boolean;
  readonly log: Logger;
};

export async function startEngine(options: EngineOptions): Promise<Engine> {
  const build = (keys: LoadedKeys) => {
    const provider = buildProvider(options.parts, keys, options);
    return {
      version: keys.version,
      provider,
      callback: provider.callback(),
      publicKeys: createLocalJWKSet(keys.publicJwks as Parameters<typeof createLocalJWKSet>[0]),
    };
  };
  let present = build(await options.loadKeys());
  return {
    log: options.log,
    provider: () => present.provider,
    handle: (request, response) => present.callback(request, response),
    handleLean: async (request, response) => {
      const asked = await askedAgain(request);
      if (asked && (await answeredAgain(options.parts.stores, asked, { request, response }))) return;
      await present.callback(request, response);
    },
    publicKeys: (header, token) => present.publicKeys(header, token),
    reload: async () => {
      const keys = await options.loadKeys();
      if (keys.version === present.version) return;
      present = build(keys);
      options.log.info({ keys: keys.publicJwks.keys.length }, 'took up new keys');
    },
  };
}

/** Paths that the engine answers; everything else is ours. */
export function isEnginePath(path: string): boolean {
  return (
    /^\/(auth|token|session\/end)(\/|$)/.test(path) ||
    ['/me', '/jwks', '/request'].includes(path) ||
    path.startsWith('/.well-known/') ||
    extensions.some((extension) => extension.isEnginePath?.(path))
  );
}

/** Paths that programs call, also from pages of other origins (CORS): each asks for proof of its own and heeds no cookie. */
export function isProgramPath(path: string): boolean {
  return (
    ['/token', '/me', '/request', '/token/introspection', '/token/revocation'].includes(path) ||
    extensions.some((extension) => extension.isProgramPath?.(path))
  );
}
