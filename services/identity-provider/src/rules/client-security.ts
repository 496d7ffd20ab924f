import type { Client } from '../store/clients.ts';

export const signedAlgorithms = ['RS256', 'ES256', 'EdDSA'] as const;
/** What a client may sign with: assertions and request objects. */
export const clientAlgorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;
/** FAPI 2.0 Security Profile §5.4.1. */
export const fapiAlgorithms = ['PS256', 'ES256', 'EdDSA'] as const;

type ClientAlgorithm = (typeof clientAlgorithms)[number];

/** What a registration says about how its client and we prove ourselves to each other. */
export type AskedSecurity = {
  readonly token_endpoint_auth_method: string;
  readonly application_type: 'web' | 'native';
  /** Ours: `fapi2` holds the client, and us towards it, to the FAPI 2.0 Security Profile. */
  readonly profile?: 'plain' | 'fapi2' | undefined;
  /** Ours: `false` for a confidential client whose software does not know RFC 7636. */
  readonly require_pkce?: boolean | undefined;
  readonly dpop_bound_access_tokens?: boolean | undefined;
  readonly id_token_signed_response_alg?: Client['signedAlg'] | undefined;
  readonly token_endpoint_auth_signing_alg?: ClientAlgorithm | undefined;
  readonly request_object_signing_alg?: ClientAlgorithm | undefined;
  readonly require_signed_request_object?: boolean | undefined;
  readonly require_pushed_authorization_requests?: boolean | undefined;
};

/** Everything that makes the wished security unfit, each with its field. */
export function securityFaults(asked: AskedSecurity): { field: string; message: string }[] {
  const faults: { field: string; message: string }[] = [];
  const fault = (field: string, message: string) => faults.push({ field, message });
  const proves = asked.token_endpoint_auth_method !== 'none' && asked.application_type === 'web';
  if (asked.require_pkce === false && !proves) fault('require_pkce', 'must be true for public and native clients');
  if (asked.profile !== 'fapi2') return faults;

  if (asked.token_endpoint_auth_method !== 'private_key_jwt') {
    fault('token_endpoint_auth_method', 'must be "private_key_jwt" under FAPI 2.0');
  }
  if (asked.dpop_bound_access_tokens === false) fault('dpop_bound_access_tokens', 'must be true under FAPI 2.0');
  if (asked.require_pkce === false) fault('require_pkce', 'must be true under FAPI 2.0');
  if (asked.require_pushed_authorization_requests === false) {
    fault('require_pushed_authorization_requests', 'must be true under FAPI 2.0');
  }
  for (const field of [
    'id_token_signed_response_alg',
    'token_endpoint_auth_signing_alg',
    'request_object_signing_alg',
  ] as const) {
    if (asked[field] === 'RS256') fault(field, 'must be one of PS256, ES256, EdDSA under FAPI 2.0');
  }
  return faults;
}

/** The stored columns that follow from what was asked for; a FAPI client has everything that its profile demands. */
export function chosenSecurity(
  asked: AskedSecurity,
): Pick<Client, 'profile' | 'requirePkce' | 'dpopBound' | 'signedAlg'> {
  const fapi = asked.profile === 'fapi2';
  return {
    profile: asked.profile ?? 'plain',
    requirePkce: fapi || (asked.require_pkce ?? true),
    dpopBound: fapi || (asked.dpop_bound_access_tokens ?? false),
    signedAlg: asked.id_token_signed_response_alg ?? (fapi ? 'ES256' : 'RS256'),
  };
}

/** What of that is kept as it was said, for the engine to heed. */
export function signingMetadata(asked: AskedSecurity): Record<string, unknown> {
  return {
    token_endpoint_auth_signing_alg: asked.token_endpoint_auth_signing_alg,
    request_object_signing_alg: asked.request_object_signing_alg,
    require_signed_request_object: asked.require_signed_request_object,
    require_pushed_authorization_requests: asked.require_pushed_authorization_requests,
  };
}

/** The stored choices in the engine's words (RFC 9449 §5.2, RFC 9126 §6, JARM §3). */
export function securityMetadata(client: Client): Readonly<Record<string, unknown>> {
  return {
    profile: client.profile,
    require_pkce: client.requirePkce,
    dpop_bound_access_tokens: client.dpopBound,
    authorization_signed_response_alg: client.signedAlg,
    ...(client.profile === 'fapi2' ? { require_pushed_authorization_requests: true } : {}),
  };
}
