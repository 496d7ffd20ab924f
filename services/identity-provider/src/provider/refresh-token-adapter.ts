import type { Db } from '@onecampus/database';
import { hashToken } from '@onecampus/tokens';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { deleteGrant } from '../store/grants.ts';
import {
  consumeRefreshToken,
  deleteRefreshToken,
  deleteRefreshTokensOfGrant,
  findRefreshToken,
  saveRefreshToken,
} from '../store/refresh-tokens.ts';
import { stored } from './protocol-error.ts';
import { unsupported } from './unsupported.ts';

/** Refresh tokens in Postgres, by the SHA-256 of their value. A second use withdraws the whole family (RFC 9700 §4.14.2). */
export function refreshTokenAdapter(db: Db): Adapter {
  return {
    ...unsupported,
    find: (id) =>
      stored(async () => {
        const token = await findRefreshToken(db, hashToken(id));
        if (!token) return undefined;
        const consumed = token.consumedAt === null ? {} : { consumed: Math.floor(token.consumedAt.getTime() / 1000) };
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
    // statement decides who was first.
    consume: (id) =>
      stored(async () => {
        const idHash = hashToken(id);
        if (await consumeRefreshToken(db, idHash)) return;
        const token = await findRefreshToken(db, idHash);
        if (token) await deleteGrant(db, token.grantId);
        throw new errors.InvalidGrant('refresh token already used');
      }),
    destroy: (id) => stored(() => deleteRefreshToken(db, hashToken(id))),
    revokeByGrantId: (grantId) => stored(() => deleteRefreshTokensOfGrant(db, grantId)),
  };
}
