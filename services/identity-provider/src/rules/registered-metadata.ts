import type { Client } from '../store/clients.ts';
import { splitScope } from './split-scope.ts';

/** A client in the words of RFC 7591, without anything secret, as it is told to itself. */
export function asRegistered(client: Client): Record<string, unknown> {
  return {
    ...client.metadata,
    client_id: client.id,
    client_name: client.name,
    'client_name#ru': client.nameRu,
    application_type: client.applicationType,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    ...(client.backchannelLogoutUri === null
      ? {}
      : { backchannel_logout_uri: client.backchannelLogoutUri, backchannel_logout_session_required: true }),
    token_endpoint_auth_method: client.tokenEndpointAuthMethod,
    grant_types: client.grantTypes,
    response_types: client.grantTypes.includes('authorization_code') ? ['code'] : [],
    subject_type: client.subjectType,
    scope: splitScope(client.scope).oidc,
    id_token_signed_response_alg: client.signedAlg,
    dpop_bound_access_tokens: client.dpopBound,
    require_pkce: client.requirePkce,
    profile: client.profile,
  };
}
