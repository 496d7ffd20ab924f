/** Where a provider's client secret is kept: sealed with it, so that it does not open in another row. */
export const upstreamSecretPlace = (id: string) => `identity_provider.upstreams.secret:${id}`;
/** Where the name and identifier of somebody who waits to be known are kept. */
export const strangerPlace = (id: string) => `identity_provider.upstream_strangers.shown:${id}`;
