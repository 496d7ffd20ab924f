import type { Disclosure, PersonProfile } from '@onecampus/directory';
import type { PersonClaims } from './claims.ts';
import { claimsOfScope } from './claims-of-scope.ts';

export interface Release {
  /** What the application may learn, as the grant says. */
  readonly scope: string;
  readonly to: { readonly clientId: string; readonly firstParty: boolean };
  /** The access token's hash: the same token learns nothing new. */
  readonly occasion: string | undefined;
}

/**
 * What an application is told about a person, by whose facts they are: the name and the address come from the university
 * that gives the name, each affiliation from its own. Claims without a value are not told.
 */
export function releasesOf(profile: PersonProfile, claims: PersonClaims, release: Release): Disclosure[] {
  const allowed = new Set(release.scope.split(' ').flatMap((scope) => scopes[scope] ?? []));
  const told = Object.keys(claims).filter((claim) => claim !== 'sub' && allowed.has(claim));
  const ofAffiliations = told.includes(affiliationClaim) ? profile.affiliations.map((one) => one.universityId) : [];
  const universityIds = [...new Set([profile.universityId, ...ofAffiliations])];
  return universityIds.flatMap((fromUniversityId) => {
    const attributes = told.filter((claim) =>
      claim === affiliationClaim
        ? ofAffiliations.includes(fromUniversityId)
        : fromUniversityId === profile.universityId,
    );
    return attributes.length === 0 ? [] : [{ ...common(profile, release), fromUniversityId, attributes }];
  });
}

const affiliationClaim = 'eduperson_scoped_affiliation';
const scopes: Readonly<Record<string, readonly string[]>> = claimsOfScope;

function common(profile: PersonProfile, { to, occasion }: Release) {
  return {
    personId: profile.personId,
    to: `client:${to.clientId}`,
    // An application of the consortium itself needs no yes; any other one got it on the consent page.
    basis: to.firstParty ? 'contract' : 'consent',
    purpose: 'sign-in',
    occasion,
  } as const;
}
