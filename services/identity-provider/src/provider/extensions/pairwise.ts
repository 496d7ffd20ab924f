import { pairwiseSubject } from '../../subjects/subject-for.ts';
import type { EngineExtension } from '../extension.ts';
import { stored } from '../protocol-error.ts';

/** What rules/client-metadata.ts adds to a client whose subjects are its sector's own. */
type WithSector = { readonly pairwise_sector?: string };

/**
 * Pairwise subjects (OpenID Connect Core §8.1), from the directory. The engine is told each client's sector and nothing of
 * `subject_type`: its own checks derive the sector from the first redirect address and refuse applications without one,
 * such as devices. Everything that the engine says of a person to a client goes through this: ID tokens, userinfo,
 * introspection, signed access tokens, logout tokens, and the comparison of `id_token_hint`.
 */
export const pairwiseExtension: EngineExtension = {
  name: 'pairwise',
  configure: (base, { stores }) => ({
    ...base,
    subjectTypes: ['public', 'pairwise'],
    pairwiseIdentifier: (_ctx, accountId, client) =>
      stored(() => pairwiseSubject(stores.db, String(client['pairwise_sector']), accountId)),
    extraClientMetadata: {
      ...base.extraClientMetadata,
      properties: [...(base.extraClientMetadata?.properties ?? []), 'pairwise_sector'],
    },
  }),
  amend: (provider) => {
    const { Client } = provider as unknown as { Client: { prototype: object } };
    Object.defineProperty(Client.prototype, 'subjectType', {
      get(this: WithSector) {
        return this.pairwise_sector === undefined ? 'public' : 'pairwise';
      },
      // The engine assigns what its schema made of the metadata, which says nothing of this.
      set() {},
    });
  },
};
