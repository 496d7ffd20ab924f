import type { ClientRegistration } from '../rules/client-registration.ts';
import { chosenSecurity, signingMetadata } from '../rules/client-security.ts';
import { type AskedSubjects, chosenSubjects } from '../rules/client-subjects.ts';
import { type ClientAuthMethod, type NewClient as NewClientRow, plainClient } from '../store/clients.ts';

/** A registration with what people read of the application. */
export type DescribedRegistration = ClientRegistration &
  AskedSubjects & {
    readonly client_name: string;
    readonly client_name_ru?: string | undefined;
    readonly client_uri?: string | undefined;
    readonly logo_uri?: string | undefined;
    readonly first_party: boolean;
  };

/** A client as it is stored, from the words of its registration. */
export function clientRow(
  asked: DescribedRegistration,
  given: { readonly id: string; readonly secretHash: string | null; readonly decidedBy: string },
): NewClientRow {
  return {
    ...plainClient,
    ...chosenSubjects(asked, given.decidedBy),
    ...chosenSecurity(asked),
    id: given.id,
    name: asked.client_name,
    nameRu: asked.client_name_ru ?? asked.client_name,
    secretHash: given.secretHash,
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
      ...signingMetadata(asked),
    }),
  };
}

function withoutAbsent(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
