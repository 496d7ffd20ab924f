import { describe, expect, it } from '@jest/globals';
import { type AskedSecurity, chosenSecurity, securityFaults } from './client-security.ts';

const confidential: AskedSecurity = { token_endpoint_auth_method: 'client_secret_basic', application_type: 'web' };
const fapi: AskedSecurity = { ...confidential, token_endpoint_auth_method: 'private_key_jwt', profile: 'fapi2' };
const fields = (asked: AskedSecurity) => securityFaults(asked).map((one) => one.field);

describe('securityFaults', () => {
  it('lets a confidential client come without PKCE, and nobody else', () => {
    expect(fields({ ...confidential, require_pkce: false })).toEqual([]);
    expect(fields({ ...confidential, token_endpoint_auth_method: 'none', require_pkce: false })).toEqual([
      'require_pkce',
    ]);
    expect(fields({ ...confidential, application_type: 'native', require_pkce: false })).toEqual(['require_pkce']);
  });

  it('finds none in a client that meets FAPI 2.0', () => {
    expect(fields(fapi)).toEqual([]);
    expect(fields({ ...fapi, id_token_signed_response_alg: 'EdDSA' })).toEqual([]);
  });

  it.each([
    { token_endpoint_auth_method: 'client_secret_basic' },
    { token_endpoint_auth_method: 'none' },
    { dpop_bound_access_tokens: false },
    { require_pkce: false },
    { require_pushed_authorization_requests: false },
    { id_token_signed_response_alg: 'RS256' },
    { token_endpoint_auth_signing_alg: 'RS256' },
    { request_object_signing_alg: 'RS256' },
  ] as const)('refuses %j under FAPI 2.0', (change) => {
    expect(fields({ ...fapi, ...change })).toContain(Object.keys(change)[0]);
  });
});

describe('chosenSecurity', () => {
  it('is careful where nothing was said', () => {
    expect(chosenSecurity(confidential)).toEqual({
      profile: 'plain',
      requirePkce: true,
      dpopBound: false,
      signedAlg: 'RS256',
    });
  });

  it('gives a FAPI client all that its profile demands', () => {
    expect(chosenSecurity(fapi)).toEqual({ profile: 'fapi2', requirePkce: true, dpopBound: true, signedAlg: 'ES256' });
  });
});
