import { createHash } from 'node:crypto';
import type { Db } from '@onecampus/database';
import { type KeyEncryptionKey, keyRing, open } from '@onecampus/tokens';
import type { JWK } from 'jose';
import { cookieKeyPlace, signingKeyPlace } from '../keys/key-places.ts';
import { listCookieKeys } from '../store/cookie-keys.ts';
import { listSigningKeys } from '../store/signing-keys.ts';

/** Reads and opens all keys that are in use, the signing ones first and the newest cookie key first. */
export async function loadKeys(db: Db, kek: KeyEncryptionKey) {
  const [stored, cookies] = await Promise.all([listSigningKeys(db), listCookieKeys(db)]);
  const ring = keyRing(stored);
  const privateJwks = ring.jwks.keys.map((publicJwk) => {
    const { kid, sealedPrivateJwk } = stored.find((key) => key.kid === publicJwk.kid)!;
    return JSON.parse(open(sealedPrivateJwk!, kek, signingKeyPlace(kid))) as JWK;
  });
  const state = [...ring.keys.map(({ kid, state }) => `${kid}:${state}`).toSorted(), ...cookies.map(({ id }) => id)];
  return {
    jwks: { keys: privateJwks as never[] },
    publicJwks: ring.jwks,
    cookieKeys: cookies.map(({ id, sealedKey }) => open(sealedKey, kek, cookieKeyPlace(id))),
    version: createHash('sha256').update(JSON.stringify(state)).digest('hex'),
  };
}
