import type { Client } from '../store/clients.ts';
import { securityMetadata } from './client-security.ts';
import { sectorOf } from './sector.ts';
import { splitScope } from './split-scope.ts';

/** A client in the words of RFC 7591, as the engine wants it. */
export type ClientMetadata = Readonly<Record<string, unknown>> & { readonly client_id: string };

/**
 * Translates a stored client for the engine. What the engine takes for the secret is our SHA-256 of it; the comparison is
 * overridden to match (provider/build-provider.ts).
 */
export function clientMetadata(client: Client): ClientMetadata {
  const scope = splitScope(client.scope);
  const refreshes = client.grantTypes.includes('refresh_token');
  const codeFlow = client.grantTypes.includes('authorization_code');
  return {
    ...client.metadata,
    client_id: client.id,
    client_name: client.name,
    ...(client.secretHash === null ? {} : { client_secret: client.secretHash }),
    token_endpoint_auth_method: client.tokenEndpointAuthMethod,
    application_type: client.applicationType,
    redirect_uris: [...client.redirectUris],
    response_types: codeFlow ? ['code'] : [],
    post_logout_redirect_uris: [...client.postLogoutRedirectUris],
    ...(client.backchannelLogoutUri === null
      ? {}
      : { backchannel_logout_uri: client.backchannelLogoutUri, backchannel_logout_session_required: true }),
    grant_types: [...client.grantTypes],
    ...(scope.oidc === '' ? {} : { scope: refreshes ? withOfflineAccess(scope.oidc) : scope.oidc }),
    id_token_signed_response_alg: client.signedAlg,
    ...securityMetadata(client),
    product_scope: scope.product,
    name_ru: client.nameRu,
    first_party: client.firstParty,
    ...(client.universityId === null ? {} : { university_id: client.universityId }),
    ...(client.olderSecretHash && client.olderSecretUntil
      ? { older_secret: { hash: client.olderSecretHash, until: client.olderSecretUntil.toISOString() } }
      : {}),
    ...(client.subjectType === 'pairwise' ? { pairwise_sector: sectorOf(client) } : {}),
  };
}

/** Who may have refresh tokens may ask for those that outlive the session too; the person is asked each time. */
function withOfflineAccess(scope: string): string {
  return [...new Set([...scope.split(' '), 'offline_access'])].join(' ');
}
