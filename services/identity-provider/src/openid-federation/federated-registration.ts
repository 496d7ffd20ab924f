import { z } from 'zod';
import type { DescribedRegistration } from '../registration/client-row.ts';
import { identityScopes } from '../rules/split-scope.ts';

const uri = z.string().min(1).max(2_000);
const uris = z.array(uri).max(50);
const keys = z.looseObject({ keys: z.array(z.record(z.string(), z.unknown())).min(1).max(20) });

/** The members of an application's metadata that we heed (OpenID Connect Registration §2, RFC 7591 §2); the rest is left out. */
const relyingParty = z.object({
  client_name: z.string().trim().min(1).max(200).optional(),
  organization_name: z.string().trim().min(1).max(200).optional(),
  client_uri: uri.optional(),
  redirect_uris: uris.min(1),
  post_logout_redirect_uris: uris.default([]),
  backchannel_logout_uri: uri.optional(),
  grant_types: z.array(z.string()).default(['authorization_code']),
  token_endpoint_auth_method: z.string().default('private_key_jwt'),
  id_token_signed_response_alg: z.enum(['RS256', 'ES256', 'EdDSA']).default('RS256'),
  jwks: keys.optional(),
  jwks_uri: uri.optional(),
  scope: z.string().max(1_000).default('openid'),
  require_pushed_authorization_requests: z.boolean().default(false),
});

const grants = ['authorization_code', 'refresh_token'];

/**
 * An application of a chain of trust, as a registration. It proves itself by its keys alone: there is no secret that it and
 * we could have shared. Its requests are signed, or pushed by somebody who has proved himself (OpenID Federation 1.0 §12.1.1).
 *
 * @throws z.ZodError where its metadata are no application's.
 */
export function federatedRegistration(
  entityId: string,
  metadata: Readonly<Record<string, unknown>>,
): DescribedRegistration {
  const said = relyingParty.parse(metadata);
  const pushes = said.require_pushed_authorization_requests;
  return {
    client_name: said.client_name ?? said.organization_name ?? new URL(entityId).hostname,
    client_uri: said.client_uri,
    application_type: 'web',
    redirect_uris: said.redirect_uris,
    post_logout_redirect_uris: said.post_logout_redirect_uris,
    backchannel_logout_uri: said.backchannel_logout_uri,
    grant_types: said.grant_types.filter((one) => grants.includes(one)),
    token_endpoint_auth_method: 'private_key_jwt',
    id_token_signed_response_alg: said.id_token_signed_response_alg,
    jwks: said.jwks && { keys: said.jwks.keys },
    jwks_uri: said.jwks === undefined ? said.jwks_uri : undefined,
    // What gives power over our own APIs comes through no chain.
    scope: ['openid', ...said.scope.split(' ').filter((one) => one !== 'openid' && identityScopes.includes(one))].join(
      ' ',
    ),
    require_pkce: false,
    require_pushed_authorization_requests: pushes,
    require_signed_request_object: !pushes,
    first_party: false,
  };
}
