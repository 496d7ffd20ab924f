import { allScopes, isScope } from '@onecampus/tokens';
import { claimsOfScope } from './claims-of-scope.ts';

/** Scopes by which an application learns about the person who signs in. */
export const identityScopes = [...Object.keys(claimsOfScope), 'offline_access'] as readonly string[];

/** Splits a client's scopes into those about people, which the engine knows, and those of our own APIs. */
export function splitScope(scope: string): { oidc: string; product: string } {
  const all = scope.split(' ').filter((one) => one !== '');
  return {
    oidc: all.filter((one) => !isScope(one)).join(' '),
    product: allScopes.filter((one) => all.includes(one)).join(' '),
  };
}

/** Every scope that means something here. */
export const knownScopes: readonly string[] = [...identityScopes, ...allScopes];

/**
 * Scopes of our own APIs that an application would have and has not yet. They work for every university at once, whoever's
 * application it is, so only the operator gives them.
 */
export function addedApiScopes(scope: string, before = ''): string[] {
  const had = new Set(before.split(' '));
  return scope.split(' ').filter((one) => isScope(one) && !had.has(one));
}

/** Scopes that nobody knows; a client must not be registered with one. */
export function unknownScopes(scope: string): string[] {
  const known = new Set<string>([...identityScopes, ...allScopes]);
  return scope.split(' ').filter((one) => one !== '' && !known.has(one));
}
