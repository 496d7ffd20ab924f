import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { deviceGrantType } from '../rules/client-registration.ts';
import { clientAlgorithms, signedAlgorithms } from '../rules/client-security.ts';
import { createClient } from '../use-cases/create-client.ts';

const uri = z.string().min(1).max(2_000);
const uris = z.array(uri).max(50).default([]);

/** The words of RFC 7591 §2, as far as we honour them; anything else is a 400 rather than silently ignored. */
const body = z.strictObject({
  client_id: z
    .string()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{1,62}$/)
    .optional(),
  client_secret: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43,128}$/, 'must be at least 32 random bytes in base64url')
    .optional(),
  client_name: z.string().trim().min(1).max(200),
  'client_name#ru': z.string().trim().min(1).max(200).optional(),
  client_uri: z.url({ protocol: /^https?$/ }).optional(),
  logo_uri: z.url({ protocol: /^https?$/ }).optional(),
  application_type: z.enum(['web', 'native']).default('web'),
  redirect_uris: uris,
  post_logout_redirect_uris: uris,
  backchannel_logout_uri: uri.optional(),
  backchannel_logout_session_required: z.boolean().optional(),
  token_endpoint_auth_method: z
    .enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'])
    .default('client_secret_basic'),
  grant_types: z
    .array(z.enum(['authorization_code', 'refresh_token', 'client_credentials', deviceGrantType]))
    .min(1)
    .max(3)
    .default(['authorization_code']),
  response_types: z.array(z.literal('code')).max(1).optional(),
  scope: z.string().max(1_000).default('openid profile email eduperson_scoped_affiliation schac_home_organization'),
  jwks: z.strictObject({ keys: z.array(z.record(z.string(), z.unknown())).min(1).max(20) }).optional(),
  jwks_uri: uri.optional(),
  id_token_signed_response_alg: z.enum(signedAlgorithms).optional(),
  token_endpoint_auth_signing_alg: z.enum(clientAlgorithms).optional(),
  request_object_signing_alg: z.enum(clientAlgorithms).optional(),
  require_signed_request_object: z.boolean().optional(),
  require_pushed_authorization_requests: z.boolean().optional(),
  dpop_bound_access_tokens: z.boolean().optional(),
  /** False for a confidential client whose software does not know PKCE. */
  require_pkce: z.boolean().optional(),
  profile: z.enum(['plain', 'fapi2']).optional(),
  /** Pairwise where nothing is said: no two services can compare whom they know. Public is a decision, with its reason. */
  subject_type: z.enum(['pairwise', 'public']).optional(),
  subject_type_reason: z.string().trim().min(10).max(300).optional(),
  /** False for an application that is not the universities' own: its people are asked before it learns who they are. */
  first_party: z.boolean().default(true),
});

/** Registers an application; answers with its id, its secret (this once) and where it finds us. */
export function createClientRoute(app: Parameters<typeof route>[0], context: Context): void {
  const { issuer } = context.config;
  route(app, {
    method: 'post',
    path: '/api/v1/clients',
    summary: 'Register an application',
    authenticate: bearer(context.access, 'clients.write'),
    body,
    status: 201,
    handle: async ({ principal, body: { 'client_name#ru': client_name_ru, ...asked } }) => {
      const created = await createClient({ db: context.db, production: context.config.production }, principal.actor, {
        ...asked,
        client_name_ru,
      });
      context.clients.forget();
      return {
        ...created,
        issuer,
        discovery: `${issuer}/.well-known/openid-configuration`,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/me`,
        end_session_endpoint: `${issuer}/session/end`,
        jwks_uri: `${issuer}/jwks`,
      };
    },
  });
}
