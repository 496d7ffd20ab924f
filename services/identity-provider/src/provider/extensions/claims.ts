import type { EngineExtension } from '../extension.ts';

/**
 * Claims that an application asks for by name (OpenID Connect Core §5.5). What is released is decided in
 * releases/claims-for.ts: naming a claim opens nothing that the policy keeps shut.
 */
export const claimsExtension: EngineExtension = {
  name: 'claims',
  configure: (base) => ({ ...base, features: { ...base.features, claimsParameter: { enabled: true } } }),
};
