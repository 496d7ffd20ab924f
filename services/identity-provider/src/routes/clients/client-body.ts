import { z } from 'zod';
import type { ShownClient } from '../../use-cases/find-own-client.ts';

export const clientParams = z.strictObject({ id: z.string().min(2).max(63) });
/** The version that the caller has seen. */
export const version = z.string().regex(/^[1-9]\d{0,17}$/);

/** A client in the words of RFC 7591, and what we know of it besides. */
export function shownClient(client: ShownClient) {
  return {
    client_id: client.id,
    client_name: client.name,
    'client_name#ru': client.nameRu,
    application_type: client.applicationType,
    token_endpoint_auth_method: client.tokenEndpointAuthMethod,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris,
    ...(client.backchannelLogoutUri === null ? {} : { backchannel_logout_uri: client.backchannelLogoutUri }),
    grant_types: client.grantTypes,
    scope: client.scope,
    first_party: client.firstParty,
    require_pkce: client.requirePkce,
    id_token_signed_response_alg: client.signedAlg,
    subject_type: client.subjectType,
    state: client.state,
    protocol: client.protocol,
    ...(client.universityId === null ? {} : { university_id: client.universityId }),
    ...(client.preset === null ? {} : { preset: client.preset }),
    ...(client.olderSecretUntil === null ? {} : { older_secret_until: client.olderSecretUntil.toISOString() }),
    version: client.version,
    changed_at: client.changedAt.toISOString(),
  };
}
