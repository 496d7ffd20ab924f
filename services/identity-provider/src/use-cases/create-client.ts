import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { randomToken, uuidv7 } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { clientCreated } from '../events.ts';
import { type ClientRegistration, registrationFaults } from '../rules/client-registration.ts';
import { type ClientAuthMethod, insertClient } from '../store/clients.ts';
import { announceNews } from '../store/news.ts';

export type NewClient = ClientRegistration & {
  readonly client_id?: string | undefined;
  readonly client_name: string;
  readonly client_name_ru?: string | undefined;
  readonly client_uri?: string | undefined;
  readonly logo_uri?: string | undefined;
  readonly id_token_signed_response_alg?: 'RS256' | 'ES256' | undefined;
  readonly first_party: boolean;
  /** A secret of the caller's own making, for whoever has to know it before the client exists. */
  readonly client_secret?: string | undefined;
};

export type CreatedClient = { readonly client_id: string; readonly client_secret?: string };

/**
 * Registers an application. Its secret is shown this once: only its SHA-256 is kept.
 *
 * @throws DomainError `client.exists`, `client.unfit` with every fault in its details.
 */
export async function createClient(
  context: { readonly db: Db; readonly production: boolean },
  actor: Actor,
  asked: NewClient,
): Promise<CreatedClient> {
  const faults = registrationFaults(asked, context);
  if (faults.length > 0)
    throw new DomainError('client.unfit', 'The client cannot be registered like this.', { details: { faults } });
  const id = asked.client_id ?? uuidv7();
  const secret = asked.token_endpoint_auth_method.startsWith('client_secret')
    ? (asked.client_secret ?? randomToken())
    : undefined;
  await transaction(context.db, async (tx) => {
    const inserted = await insertClient(
      tx,
      {
        id,
        name: asked.client_name,
        nameRu: asked.client_name_ru ?? asked.client_name,
        secretHash: secret === undefined ? null : hashToken(secret),
        tokenEndpointAuthMethod: asked.token_endpoint_auth_method as ClientAuthMethod,
        applicationType: asked.application_type,
        redirectUris: asked.redirect_uris,
        postLogoutRedirectUris: asked.post_logout_redirect_uris,
        backchannelLogoutUri: asked.backchannel_logout_uri ?? null,
        grantTypes: asked.grant_types,
        scope: asked.scope,
        firstParty: asked.first_party,
        metadata: withoutAbsent({
          client_uri: asked.client_uri,
          logo_uri: asked.logo_uri,
          jwks: asked.jwks,
          jwks_uri: asked.jwks_uri,
          id_token_signed_response_alg: asked.id_token_signed_response_alg,
        }),
      },
      actor,
    );
    if (!inserted) throw new DomainError('client.exists', `There is a client "${id}" already.`);
    await clientCreated(tx, actor, id);
    await announceNews(tx);
  });
  return { client_id: id, ...(secret === undefined ? {} : { client_secret: secret }) };
}

function withoutAbsent(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
