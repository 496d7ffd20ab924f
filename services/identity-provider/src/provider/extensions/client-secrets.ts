import { constantTimeEqual, hashToken } from '@onecampus/tokens';
import type { Provider } from 'oidc-provider';
import type { EngineExtension } from '../extension.ts';

type SecretHolder = { readonly clientSecret?: string; readonly older_secret?: { hash: string; until: string } };
type Overridable = { Client: { prototype: { compareClientSecret(this: SecretHolder, actual: string): boolean } } };

/**
 * While a new secret is being put into an application, the one before it works too, until its time. Both are SHA-256 here
 * (rules/client-metadata.ts), and both are compared whichever fits, so that the answer takes as long either way.
 */
export const clientSecrets: EngineExtension = {
  name: 'client-secrets',
  configure: (base) => ({
    ...base,
    extraClientMetadata: {
      ...base.extraClientMetadata,
      properties: [...(base.extraClientMetadata?.properties ?? []), 'older_secret'],
    },
  }),
  amend: (provider: Provider, { clock }) => {
    (provider as unknown as Overridable).Client.prototype.compareClientSecret = function compareHashes(actual) {
      const hash = hashToken(actual);
      const isPresent = this.clientSecret !== undefined && constantTimeEqual(hash, this.clientSecret);
      const older = this.older_secret;
      const isOlder = older !== undefined && constantTimeEqual(hash, older.hash);
      return isPresent || (isOlder && clock.now().getTime() < Date.parse(older.until));
    };
  },
};
