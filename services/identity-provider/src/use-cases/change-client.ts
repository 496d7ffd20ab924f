import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { clientChanged } from '../events/clients.ts';
import { registrationFaults } from '../rules/client-registration.ts';
import { addedApiScopes } from '../rules/split-scope.ts';
import { findOwnedClient, type Owner } from '../store/client-owners.ts';
import { type Client, updateClient } from '../store/clients.ts';
import { announceNews } from '../store/news.ts';

/** What may be changed of an application; what is absent stays as it is. */
export type ClientWish = Partial<
  Pick<
    Client,
    | 'name'
    | 'nameRu'
    | 'redirectUris'
    | 'postLogoutRedirectUris'
    | 'backchannelLogoutUri'
    | 'scope'
    | 'requirePkce'
    | 'signedAlg'
    | 'firstParty'
    | 'universityId'
  >
>;

/**
 * Changes an application. The caller names the version that he has seen: of two who change it at once one wins, and the
 * other looks again.
 *
 * @throws DomainError `client.unknown`, `client.of_the_product`, `client.unfit` with every fault in its details,
 *   `version.stale`.
 */
export async function changeClient(
  context: { readonly db: Db; readonly production: boolean },
  actor: Actor,
  asked: { readonly id: string; readonly owner: Owner; readonly seenVersion: string; readonly wish: ClientWish },
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const present = await findOwnedClient(tx, asked.id, asked.owner);
    if (!present || present.state === 'withdrawn') throw new DomainError('client.unknown', 'No such client.');
    if (present.origin === 'product')
      throw new DomainError('client.of_the_product', 'The product looks after this client itself.');
    const changed = { ...present, ...asked.wish };
    const faults = registrationFaults(inWordsOfRfc7591(changed), context);
    if (asked.owner !== 'everybody' && addedApiScopes(changed.scope, present.scope).length > 0)
      faults.push({ field: 'scope', message: 'holds what only the operator gives' });
    if (faults.length > 0)
      throw new DomainError('client.unfit', 'The client cannot be like this.', { details: { faults } });
    if (!(await updateClient(tx, changed, asked.seenVersion, actor)))
      throw new DomainError('version.stale', 'The client was changed meanwhile.');
    const fields = Object.keys(asked.wish).filter((field) => differs(present, changed, field as keyof ClientWish));
    if (fields.length === 0) return;
    await clientChanged(tx, actor, present, fields);
    await announceNews(tx);
  });
}

function differs(before: Client, after: Client, field: keyof ClientWish): boolean {
  return JSON.stringify(before[field]) !== JSON.stringify(after[field]);
}

function inWordsOfRfc7591(client: Client) {
  return {
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    backchannel_logout_uri: client.backchannelLogoutUri ?? undefined,
    grant_types: client.grantTypes,
    token_endpoint_auth_method: client.tokenEndpointAuthMethod,
    application_type: client.applicationType,
    jwks: client.metadata['jwks'],
    jwks_uri: client.metadata['jwks_uri'] as string | undefined,
    scope: client.scope,
    profile: client.profile,
    require_pkce: client.requirePkce,
    dpop_bound_access_tokens: client.dpopBound,
    id_token_signed_response_alg: client.signedAlg,
  };
}
