import { demandsPkce } from '../../rules/demands-pkce.ts';
import type { EngineExtension } from '../extension.ts';

/**
 * Whose requests must carry a code challenge. Whoever sends one is held to it in any case, and whoever shows a verifier
 * without having sent one is refused: the engine lets nobody be talked down in either direction (RFC 9700 §4.8.2).
 */
export const pkceExtension: EngineExtension = {
  name: 'pkce',
  configure: (base) => ({
    ...base,
    extraClientMetadata: {
      ...base.extraClientMetadata,
      properties: [...(base.extraClientMetadata?.properties ?? []), 'profile', 'require_pkce'],
    },
    pkce: {
      required: (_ctx, client) =>
        demandsPkce({
          authMethod: client.clientAuthMethod,
          applicationType: client.applicationType ?? 'web',
          profile: client['profile'] === 'fapi2' ? 'fapi2' : 'plain',
          requirePkce: client['require_pkce'] !== false,
        }),
    },
  }),
};
