import { uuidv7 } from '@onecampus/runtime';
import { generateSigningKey, open, seal } from '@onecampus/tokens';
import type { JWK } from 'jose';
import type { Context } from '../context.ts';
import { insertFirstFederationKey, listFederationKeys } from '../store/federation.ts';

/** Sealed with the key, so that it does not open in another row. */
export const federationKeyPlace = (kid: string) => `identity_provider.federation_keys:${kid}`;

export interface OwnFederationKeys {
  readonly kid: string;
  readonly privateJwk: JWK;
  /** All that are published, the signing one first. */
  readonly publicJwks: { readonly keys: readonly JWK[] };
}

/** Our keys as an entity of the federation, apart from those that sign tokens; the first one is made when it is first needed. */
export async function ownFederationKeys({ db, config }: Pick<Context, 'db' | 'config'>): Promise<OwnFederationKeys> {
  const kek = config.keyEncryptionKey;
  let keys = await listFederationKeys(db);
  if (keys.length === 0) {
    const kid = `federation-${uuidv7()}`;
    const { privateJwk, publicJwk } = await generateSigningKey('ES256', kid);
    await insertFirstFederationKey(db, {
      kid,
      publicJwk,
      sealedPrivateJwk: seal(JSON.stringify(privateJwk), kek, federationKeyPlace(kid)),
    });
    keys = await listFederationKeys(db);
  }
  const [signing] = keys;
  return {
    kid: signing!.kid,
    privateJwk: JSON.parse(open(signing!.sealedPrivateJwk!, kek, federationKeyPlace(signing!.kid))) as JWK,
    publicJwks: { keys: keys.map(({ publicJwk }) => publicJwk) },
  };
}
