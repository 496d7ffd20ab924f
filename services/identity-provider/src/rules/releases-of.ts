import type { Disclosure } from '@onecampus/directory';
import type { ClaimName, KnownClaims } from './claims.ts';
import type { ReleasePolicy } from './release-policy.ts';

export interface Release {
  readonly personId: string;
  readonly clientId: string;
  readonly policy: ReleasePolicy;
  /** What leaves. */
  readonly claims: readonly ClaimName[];
  /** What it leaves for, as text of a fixed length: the access token's hash, say. The same occasion tells nothing new. */
  readonly occasion: string | undefined;
}

/**
 * What an application is told about a person, by whose facts they are and on what basis: the name comes from the university
 * that gives the name, each affiliation from its own, what the consortium vouches for from nobody in particular.
 */
export function releasesOf(known: KnownClaims, release: Release): Disclosure[] {
  const groups = new Map<string, { from: string | undefined; basis: Disclosure['basis']; attributes: ClaimName[] }>();
  for (const claim of release.claims) {
    const rule = release.policy.claims.get(claim);
    if (!rule) continue;
    for (const from of known[claim]?.from ?? []) {
      const place = `${from ?? ''} ${rule.basis}`;
      const group = groups.get(place) ?? { from, basis: rule.basis, attributes: [] };
      group.attributes.push(claim);
      groups.set(place, group);
    }
  }
  return [...groups.values()].map(({ from, basis, attributes }) => ({
    personId: release.personId,
    ...(from === undefined ? {} : { fromUniversityId: from }),
    to: `client:${release.clientId}`,
    attributes,
    basis,
    purpose: 'sign-in',
    occasion: release.occasion,
  }));
}
