import { key } from '@onecampus/ephemeral';
import { deriveKey, hashToken } from '@onecampus/tokens';
import { Provider } from 'oidc-provider';
import { refreshTokenReused } from '../../events/refresh-tokens.ts';
import { drawnFor, partitionOfWeek } from '../../rules/refresh-partition.ts';
import { refreshSuccessor } from '../../rules/refresh-successor.ts';
import { findAccountByReference } from '../../store/accounts.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { EngineExtension } from '../extension.ts';
import { refreshTokenAdapter } from '../refresh-token-adapter.ts';

/** What the engine's types do not show of its model. */
type RefreshToken = { readonly exp?: number; readonly expiration: number; generateTokenId(): string };
type RefreshTokenModel = { prototype: RefreshToken };

/** Longer than those who showed the token at once are under way. */
const noted_seconds = 3_600;

const successorKey = (parts: EngineParts) => deriveKey(parts.kek, 'refresh-successor');

/**
 * Whose refresh tokens are changed at each use, and what happens to an answer that was lost on the way. A public client
 * cannot keep a secret, so its tokens are changed; where the token is bound to a key of the client's, or the client proves
 * who it is, changing it would only lose it (FAPI 2.0 §5.3.2.1).
 */
export const refreshWindowExtension: EngineExtension = {
  name: 'refresh-window',
  configure: (base) => ({
    ...base,
    rotateRefreshToken: ({ oidc }) =>
      oidc.client?.clientAuthMethod === 'none' && oidc.entities.RefreshToken?.jkt === undefined,
  }),
  adapter: (kind, parts) =>
    kind === 'RefreshToken' ? refreshTokenAdapter(parts.stores, successorKey(parts)) : undefined,
  amend: (provider, parts) => {
    const secret = successorKey(parts);
    const model = (provider as unknown as { RefreshToken: RefreshTokenModel }).RefreshToken.prototype;
    const atRandom = model.generateTokenId;
    // The engine names the token that was used just before it makes the next one.
    model.generateTokenId = function successorOrFresh() {
      const used = Provider.ctx?.oidc.entities.RotatedRefreshToken?.jti;
      if (used !== undefined) return refreshSuccessor(secret, used);
      const expiresAt_ms = this.exp === undefined ? Date.now() + this.expiration * 1000 : this.exp * 1000;
      return drawnFor(partitionOfWeek(expiresAt_ms), () => atRandom.call(this));
    };
    provider.on('grant.error', ({ oidc }, { error_detail }) => {
      const token = error_detail === alreadyUsed ? oidc.entities.RefreshToken : undefined;
      if (token?.grantId === undefined || token.clientId === undefined) return;
      noteReuse(parts, { ...token, grantId: token.grantId, clientId: token.clientId }).catch((error: unknown) =>
        parts.log.error({ err: error, client: token.clientId }, 'the reuse of a refresh token could not be recorded'),
      );
    });
  },
};

/** As the engine and the adapter say it. */
const alreadyUsed = 'refresh token already used';

/** The family is withdrawn already; of any number who showed the token at once, one puts it on record. */
async function noteReuse(
  { stores: { db, ephemeral }, log }: EngineParts,
  token: { accountId: string; clientId: string; grantId: string },
): Promise<void> {
  log.warn({ client: token.clientId }, 'a refresh token came twice; what it gave is withdrawn');
  const place = key('oidc-consumed', 'RefreshTokenFamily', hashToken(token.grantId));
  if (!(await ephemeral.claim(place, '1', noted_seconds))) return;
  const account = await findAccountByReference(db, token.accountId);
  if (account) await refreshTokenReused(db, account.personId, token.clientId);
}
