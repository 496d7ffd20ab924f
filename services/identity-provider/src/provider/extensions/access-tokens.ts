import type { EngineParts } from '../engine-parts.ts';
import type { EngineExtension } from '../extension.ts';
import { requestMemory } from '../request-memory.ts';
import { type AccessTokenSeal, accessTokenSeal } from '../sealed-access-token.ts';
import { unsupported } from '../unsupported.ts';

/** What the engine's types do not show of its model. */
type Made = { readonly value: string; readonly payload?: Parameters<AccessTokenSeal['seal']>[0] };
type AccessTokenModel = { prototype: { jti?: string; getValueAndPayload(): Promise<Made> } };

const seals = new WeakMap<EngineParts, AccessTokenSeal>();

/** One for all engines that follow one another with the keys. */
export function sealOf(parts: EngineParts): AccessTokenSeal {
  const known = seals.get(parts) ?? accessTokenSeal(parts.kek, () => parts.clock.now().getTime());
  seals.set(parts, known);
  return known;
}

/**
 * Opaque access tokens are stored nowhere: what they stand for is sealed in them (sealed-access-token.ts). Taking one back takes
 * back its grant (`revokeGrantPolicy`), which is looked up whenever the token is shown; so there is nothing to delete.
 */
export const accessTokensExtension: EngineExtension = {
  name: 'access-tokens',
  adapter: (kind, parts) =>
    kind !== 'AccessToken'
      ? undefined
      : {
          ...unsupported,
          find: async (value) => {
            const payload = sealOf(parts).open(value);
            // The session is asked for next, and the grant of this very application comes with it.
            const memory = requestMemory();
            if (memory && payload?.clientId) memory.clientId = payload.clientId;
            return payload;
          },
          destroy: async () => undefined,
          revokeByGrantId: async () => undefined,
        },
  amend: (provider, parts) => {
    const model = (provider as unknown as { AccessToken: AccessTokenModel }).AccessToken.prototype;
    const plain = model.getValueAndPayload;
    model.getValueAndPayload = async function sealed() {
      const made = await plain.call(this);
      if (made.payload === undefined) return made;
      this.jti = sealOf(parts).seal(made.payload);
      return { value: this.jti };
    };
  },
};
