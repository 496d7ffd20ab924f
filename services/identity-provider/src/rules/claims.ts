import type { PersonProfile } from '@onecampus/directory';
import { fullName, withMember } from '@onecampus/directory';
import { assuranceOf } from './identity-assurance.ts';
import type { PersonFacts } from './person-facts.ts';

/** Everything about a person that an application may be told at all, by the name of its claim; `sub` is told always. */
export const claimNames = [
  'name',
  'family_name',
  'given_name',
  'middle_name',
  'email',
  'email_verified',
  'eduperson_scoped_affiliation',
  'eduperson_entitlement',
  'eduperson_assurance',
  'eduperson_principal_name',
  'schac_home_organization',
  'schac_personal_unique_code',
  'voperson_id',
] as const;
export type ClaimName = (typeof claimNames)[number];

export function isClaimName(text: string): text is ClaimName {
  return (claimNames as readonly string[]).includes(text);
}

/** One claim, and whose facts are in it: universities by id, `undefined` for the consortium. */
export type KnownClaim = { readonly value: string | true | readonly string[]; readonly from: readonly Source[] };
type Source = string | undefined;
export type KnownClaims = Readonly<Partial<Record<ClaimName, KnownClaim>>>;

/**
 * What may be said of a person, from what the directory knows now. An affiliation counts only while it is in effect; `member`
 * is added where eduPerson demands it; an address is given only if a university vouches for it. Claims without a value are
 * absent, those with many values are lists even of one (REFEDS, OpenID Connect mapping).
 */
export function personClaims(facts: PersonFacts): KnownClaims {
  const { profile } = facts;
  const named = [profile.universityId];
  const home = homeUniversityId(facts);
  const homeOrganization = facts.universities.find((one) => one.id === home)?.homeOrganization;
  const principalName = facts.principalNames.find((one) => one.universityId === home) ?? facts.principalNames[0];
  const email = facts.email === undefined ? undefined : { value: facts.email, from: [mailedBy(facts, facts.email)] };
  return present({
    name: { value: fullName(profile), from: named },
    family_name: { value: profile.familyName, from: named },
    given_name: { value: profile.givenName ?? '', from: named },
    middle_name: { value: profile.patronymic ?? '', from: named },
    email,
    email_verified: email && { value: true, from: email.from },
    eduperson_scoped_affiliation: { value: scopedAffiliations(profile), from: sources(profile.affiliations) },
    eduperson_entitlement: {
      value: unique(facts.entitlements.map((one) => one.uri)),
      from: sources(facts.entitlements),
    },
    eduperson_assurance: { value: assuranceOf(facts), from: [undefined] },
    eduperson_principal_name: principalName && { value: principalName.value, from: [principalName.universityId] },
    schac_home_organization: homeOrganization === undefined ? undefined : { value: homeOrganization, from: [home] },
    schac_personal_unique_code: {
      value: unique(facts.uniqueCodes.map((one) => one.value)),
      from: sources(facts.uniqueCodes),
    },
    voperson_id: { value: `${facts.referenceId}@${facts.consortiumScope}`, from: [undefined] },
  });
}

/** The university that somebody acts for, as long as he belongs to it; else the one that gives his name. */
function homeUniversityId({ profile, actingUniversityId }: PersonFacts): string {
  const belongs = profile.affiliations.some((one) => one.universityId === actingUniversityId);
  return belongs && actingUniversityId !== undefined ? actingUniversityId : profile.universityId;
}

function mailedBy({ universities, profile }: PersonFacts, email: string): string {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return universities.find((one) => one.scopes.includes(domain))?.id ?? profile.universityId;
}

function scopedAffiliations({ affiliations }: PersonProfile): string[] {
  return unique(affiliations.map((one) => one.scope)).flatMap((scope) =>
    withMember(affiliations.filter((one) => one.scope === scope).map((one) => one.affiliation)).map(
      (affiliation) => `${affiliation}@${scope}`,
    ),
  );
}

function sources(facts: readonly { readonly universityId: string }[]): string[] {
  return unique(facts.map((one) => one.universityId));
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function present(claims: Partial<Record<ClaimName, KnownClaim | undefined>>): KnownClaims {
  return Object.fromEntries(
    Object.entries(claims).filter(
      ([, claim]) => claim !== undefined && claim.value !== '' && !isEmptyList(claim.value),
    ),
  );
}

function isEmptyList(value: KnownClaim['value']): boolean {
  return Array.isArray(value) && value.length === 0;
}
