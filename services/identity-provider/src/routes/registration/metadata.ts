import { z } from 'zod';
import { deviceGrantType } from '../../rules/client-registration.ts';
import { clientAlgorithms, signedAlgorithms } from '../../rules/client-security.ts';

const uri = z.string().min(1).max(2_000);
const uris = z.array(uri).max(50).default([]);

/** RFC 7591 §2 as far as we honour it; what we do not know is ignored, as the RFC demands. */
export const registrationMetadata = z.object({
  client_name: z.string().trim().min(1).max(200),
  'client_name#ru': z.string().trim().min(1).max(200).optional(),
  client_uri: z.url({ protocol: /^https?$/ }).optional(),
  logo_uri: z.url({ protocol: /^https?$/ }).optional(),
  application_type: z.enum(['web', 'native']).default('web'),
  redirect_uris: uris,
  post_logout_redirect_uris: uris,
  backchannel_logout_uri: uri.optional(),
  token_endpoint_auth_method: z
    .enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'])
    .default('client_secret_basic'),
  grant_types: z
    .array(z.enum(['authorization_code', 'refresh_token', deviceGrantType]))
    .min(1)
    .max(3)
    .default(['authorization_code']),
  response_types: z.array(z.literal('code')).max(1).optional(),
  subject_type: z.literal('pairwise').optional(),
  scope: z.string().max(1_000).optional(),
  jwks: z.object({ keys: z.array(z.record(z.string(), z.unknown())).min(1).max(20) }).optional(),
  jwks_uri: uri.optional(),
  id_token_signed_response_alg: z.enum(signedAlgorithms).optional(),
  token_endpoint_auth_signing_alg: z.enum(clientAlgorithms).optional(),
  request_object_signing_alg: z.enum(clientAlgorithms).optional(),
  require_signed_request_object: z.boolean().optional(),
  require_pushed_authorization_requests: z.boolean().optional(),
  dpop_bound_access_tokens: z.boolean().optional(),
  require_pkce: z.boolean().optional(),
  profile: z.enum(['plain', 'fapi2']).optional(),
});
