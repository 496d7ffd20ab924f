import { hashToken } from '@onecampus/tokens';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { refreshSuccessor } from '../rules/refresh-successor.ts';
import { deleteGrant } from '../store/grants.ts';
import {
  deleteRefreshToken,
  deleteRefreshTokensOfGrant,
  findRefreshToken,
  type NewRefreshToken,
  rotateRefreshToken,
  saveRefreshToken,
  useRefreshToken,
} from '../store/refresh-tokens.ts';
import type { Stores } from './adapter.ts';
import { stored } from './protocol-error.ts';
import { requestMemory } from './request-memory.ts';
import { unsupported } from './unsupported.ts';

/** Far more than any of ours has. */
const length_max = 128;

/**
 * Refresh tokens in Postgres, by the SHA-256 of their value. A second use withdraws the whole family (RFC 9700 §4.14.2),
 * but for one that comes so soon that the first answer must have been lost: it is told the same again.
 */
export function refreshTokenAdapter(
  { db, picture }: Pick<Stores, 'db' | 'picture'>,
  successorKey: Uint8Array,
): Adapter {
  const read = async (idHash: string) => {
    const reading = picture.begin();
    const token = await findRefreshToken(db, idHash);
    if (token) picture.keepRefreshToken(reading, token);
    return token;
  };
  const usedBefore = async (idHash: string): Promise<never> => {
    const token = await findRefreshToken(db, idHash);
    if (token) await deleteGrant(db, token.grantId);
    throw new errors.InvalidGrant('refresh token already used');
  };
  /** One statement decides who was first and who may hear it again, and writes what he hears. */
  const rotate = async (idHash: string, successor: NewRefreshToken) => {
    const reading = picture.begin();
    picture.forgetRefreshToken(idHash);
    if (!(await rotateRefreshToken(db, { idHash, successor }))) return usedBefore(idHash);
    picture.keepRefreshToken(reading, { ...successor, consumedAt: null, spent: false });
  };

  return {
    ...unsupported,
    find: (id) =>
      stored(async () => {
        // Who asks about a token and does not say of which kind it is asks about an access token, and those are long.
        if (id.length > length_max) return undefined;
        const idHash = hashToken(id);
        const token = picture.refreshToken(idHash) ?? (await read(idHash));
        if (!token) return undefined;
        const consumed = token.spent ? { consumed: Math.floor(token.consumedAt!.getTime() / 1000) } : {};
        return { ...token.payload, jti: id, grantId: token.grantId, ...consumed } as AdapterPayload;
      }),
    upsert: (id, { jti: _, ...payload }) =>
      stored(async () => {
        const token = {
          idHash: hashToken(id),
          grantId: payload.grantId!,
          accountId: payload.accountId!,
          clientId: payload.clientId!,
          payload,
          expiresAt: new Date(payload.exp! * 1000),
        };
        const memory = requestMemory();
        const rotation = memory?.rotation;
        if (rotation?.successorHash !== token.idHash) return saveRefreshToken(db, token);
        memory!.rotation = undefined;
        return rotate(rotation.idHash, token);
      }),
    // The engine looks whether a token was used and takes it out of use later; between the two, others may come. It makes the
    // successor right after this, and one statement does both (`rotate`).
    consume: (id) =>
      stored(async () => {
        const idHash = hashToken(id);
        const successorHash = hashToken(refreshSuccessor(successorKey, id));
        const memory = requestMemory();
        if (memory) memory.rotation = { idHash, successorHash };
        else if (!(await useRefreshToken(db, { idHash, successorHash }))) await usedBefore(idHash);
      }),
    destroy: (id) =>
      stored(() => {
        picture.forgetRefreshToken(hashToken(id));
        return deleteRefreshToken(db, hashToken(id));
      }),
    revokeByGrantId: (grantId) => stored(() => deleteRefreshTokensOfGrant(db, grantId)),
  };
}
