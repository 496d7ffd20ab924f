import { allScopes, isScope } from '@onecampus/tokens';

/** Scopes by which an application learns about the person who signs in. */
export const identityScopes = [
  'openid',
  'offline_access',
  'profile',
  'email',
  'eduperson_scoped_affiliation',
  'schac_home_organization',
] as const;

/** Splits a client's scopes into those about people, which the engine knows, and those of our own APIs. */
export function splitScope(scope: string): { oidc: string; product: string } {
  const all = scope.split(' ').filter((one) => one !== '');
  return {
    oidc: all.filter((one) => !isScope(one)).join(' '),
    product: allScopes.filter((one) => all.includes(one)).join(' '),
  };
}

/** Scopes that nobody knows; a client must not be registered with one. */
export function unknownScopes(scope: string): string[] {
  const known = new Set<string>([...identityScopes, ...allScopes]);
  return scope.split(' ').filter((one) => one !== '' && !known.has(one));
}
