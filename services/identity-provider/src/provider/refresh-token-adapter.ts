import type { Db } from '@onecampus/database';
import { hashToken } from '@onecampus/tokens';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { refreshSuccessor } from '../rules/refresh-successor.ts';
import { deleteGrant } from '../store/grants.ts';
import {
  deleteRefreshToken,
  deleteRefreshTokensOfGrant,
  findRefreshToken,
  saveRefreshToken,
  useRefreshToken,
} from '../store/refresh-tokens.ts';
import { stored } from './protocol-error.ts';
import { unsupported } from './unsupported.ts';

/**
 * Refresh tokens in Postgres, by the SHA-256 of their value. A second use withdraws the whole family (RFC 9700 §4.14.2),
 * but for one that comes so soon that the first answer must have been lost: it is told the same again.
 */
export function refreshTokenAdapter(db: Db, successorKey: Uint8Array): Adapter {
  return {
    ...unsupported,
    find: (id) =>
      stored(async () => {
        const token = await findRefreshToken(db, hashToken(id));
        if (!token) return undefined;
        const consumed = token.spent ? { consumed: Math.floor(token.consumedAt!.getTime() / 1000) } : {};
        return { ...token.payload, jti: id, grantId: token.grantId, ...consumed } as AdapterPayload;
      }),
    upsert: (id, { jti: _, ...payload }) =>
      stored(() =>
        saveRefreshToken(db, {
          idHash: hashToken(id),
          grantId: payload.grantId!,
          accountId: payload.accountId!,
          clientId: payload.clientId!,
          payload,
          expiresAt: new Date(payload.exp! * 1000),
        }),
      ),
    // The engine looks whether a token was used and takes it out of use later; between the two, others may come. This one
    // statement decides who was first and who may hear it again.
    consume: (id) =>
      stored(async () => {
        const idHash = hashToken(id);
        const successorHash = hashToken(refreshSuccessor(successorKey, id));
        if (await useRefreshToken(db, { idHash, successorHash })) return;
        const token = await findRefreshToken(db, idHash);
        if (token) await deleteGrant(db, token.grantId);
        throw new errors.InvalidGrant('refresh token already used');
      }),
    destroy: (id) => stored(() => deleteRefreshToken(db, hashToken(id))),
    revokeByGrantId: (grantId) => stored(() => deleteRefreshTokensOfGrant(db, grantId)),
  };
}
