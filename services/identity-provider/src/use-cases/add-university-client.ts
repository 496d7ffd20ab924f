import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { randomToken, uuidv7 } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { universityClientCreated } from '../events/clients.ts';
import { clientRow } from '../registration/client-row.ts';
import { registrationFaults } from '../rules/client-registration.ts';
import { addedApiScopes } from '../rules/split-scope.ts';
import { insertClient } from '../store/clients.ts';
import { announceNews } from '../store/news.ts';

export interface UniversityClientWish {
  readonly universityId: string;
  readonly name: string;
  readonly nameRu: string;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  readonly backchannelLogoutUri: string | undefined;
  readonly scope: string;
  /** A program on people's own devices, or in their browsers, that can keep no secret. */
  readonly isPublic: boolean;
  /** `false` for software that does not know PKCE and keeps a secret. */
  readonly requirePkce: boolean;
  readonly asksConsent: boolean;
}

/**
 * Registers a service of a university that is none of the products we know, as a draft.
 *
 * @throws DomainError `client.unfit` with every fault in its details.
 */
export async function addUniversityClient(
  context: { readonly db: Db; readonly production: boolean },
  actor: Actor,
  asked: UniversityClientWish,
): Promise<{ readonly id: string; readonly secret: string | undefined }> {
  const described = {
    client_name: asked.name,
    client_name_ru: asked.nameRu,
    redirect_uris: asked.redirectUris,
    post_logout_redirect_uris: asked.postLogoutRedirectUris,
    backchannel_logout_uri: asked.backchannelLogoutUri,
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: asked.isPublic ? 'none' : 'client_secret_basic',
    application_type: 'web',
    require_pkce: asked.isPublic || asked.requirePkce,
    scope: asked.scope,
    first_party: !asked.asksConsent,
  } as const;
  const faults = registrationFaults(described, context);
  if (addedApiScopes(asked.scope).length > 0)
    faults.push({ field: 'scope', message: 'holds what only the operator gives' });
  if (faults.length > 0)
    throw new DomainError('client.unfit', 'The client cannot be registered like this.', { details: { faults } });
  const id = uuidv7();
  const secret = asked.isPublic ? undefined : randomToken();
  const secretHash = secret === undefined ? null : hashToken(secret);
  const { universityId } = asked;
  await transaction(context.db, async (tx) => {
    const row = clientRow(described, { id, secretHash, decidedBy: actor });
    if (!(await insertClient(tx, { ...row, universityId, state: 'draft', origin: 'console' }, actor)))
      throw new DomainError('client.exists', 'There is such a client.');
    await universityClientCreated(tx, actor, { id, universityId }, null);
    await announceNews(tx);
  });
  return { id, secret };
}
