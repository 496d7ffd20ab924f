import { type AskedSecurity, securityFaults } from './client-security.ts';
import { addedApiScopes, unknownScopes } from './split-scope.ts';

/** What is asked for when a client is registered, in the words of RFC 7591. */
export type ClientRegistration = AskedSecurity & {
  readonly redirect_uris: readonly string[];
  readonly post_logout_redirect_uris: readonly string[];
  readonly backchannel_logout_uri?: string | undefined;
  readonly grant_types: readonly string[];
  readonly jwks?: unknown;
  readonly jwks_uri?: string | undefined;
  readonly scope: string;
};

/** RFC 8628 §3.4. */
export const deviceGrantType = 'urn:ietf:params:oauth:grant-type:device_code';

export type RegistrationFault = { readonly field: string; readonly message: string };

/** Everything that makes a registration unfit, each with its field; none for a fit one. */
export function registrationFaults(asked: ClientRegistration, options: { production: boolean }): RegistrationFault[] {
  const faults: RegistrationFault[] = [];
  const fault = (field: string, message: string) => faults.push({ field, message });
  const web = asked.application_type === 'web';

  for (const uri of asked.redirect_uris) {
    if (!isRedirectUri(uri, web, options.production)) fault('redirect_uris', `"${uri}" cannot be a redirect address`);
  }
  for (const uri of asked.post_logout_redirect_uris) {
    if (!isRedirectUri(uri, web, options.production))
      fault('post_logout_redirect_uris', `"${uri}" cannot be an address after sign-out`);
  }
  for (const field of ['backchannel_logout_uri', 'jwks_uri'] as const) {
    const uri = asked[field];
    if (uri !== undefined && !isRedirectUri(uri, true, options.production)) fault(field, 'must be an https address');
  }
  if (asked.grant_types.includes('authorization_code') && asked.redirect_uris.length === 0) {
    fault('redirect_uris', 'must hold at least one address for the grant type authorization_code');
  }
  if (asked.grant_types.includes('client_credentials') && asked.token_endpoint_auth_method === 'none') {
    fault('token_endpoint_auth_method', 'must not be "none" for the grant type client_credentials');
  }
  if (
    asked.token_endpoint_auth_method === 'private_key_jwt' &&
    asked.jwks === undefined &&
    asked.jwks_uri === undefined
  ) {
    fault('jwks', 'must be given, or jwks_uri, for private_key_jwt');
  }
  if (asked.grant_types.includes(deviceGrantType) && asked.grant_types.length > 2) {
    fault(
      'grant_types',
      'a device without a browser is an application of its own: device code and refresh tokens only',
    );
  }
  faults.push(...securityFaults(asked));
  const unknown = unknownScopes(asked.scope);
  if (unknown.length > 0) fault('scope', `holds what nobody honours: ${unknown.join(', ')}`);
  if (addedApiScopes(asked.scope).length > 0 && !asked.grant_types.includes('client_credentials')) {
    fault('scope', 'holds what only a program that acts for itself may have (client_credentials)');
  }
  return faults;
}

/**
 * An absolute address without fragment or credentials: https; http for this very machine (RFC 8252 §7.3), and outside
 * production for any host; a private-use scheme with a dot in it for native applications (RFC 8252 §7.1).
 */
function isRedirectUri(uri: string, web: boolean, production: boolean): boolean {
  const url = URL.parse(uri);
  if (!url || uri.includes('#') || url.username !== '' || url.password !== '' || /[\s*\\]/.test(uri)) return false;
  if (url.protocol === 'https:') return true;
  if (url.protocol === 'http:') {
    const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    return loopback ? !web || !production : !production;
  }
  return !web && /^[a-z][a-z0-9+-]*\.[a-z0-9.+-]+:$/.test(url.protocol);
}
