import { fullName, type PersonProfile, withMember } from '@onecampus/directory';

/** Claims about a person under the names of OpenID Connect Core §5.1, eduPerson 4.4.0 and SCHAC 1.6. */
export type PersonClaims = {
  readonly sub: string;
  readonly name: string;
  readonly family_name: string;
  readonly given_name?: string;
  readonly middle_name?: string;
  readonly email?: string;
  readonly email_verified?: true;
  readonly eduperson_scoped_affiliation: readonly string[];
  readonly schac_home_organization?: string;
};

/**
 * What applications are told, from what the directory knows at this moment. An affiliation counts only while it is in
 * effect; `member` is added where eduPerson demands it. An address is given only if a university vouches for it.
 */
export function personClaims(
  profile: PersonProfile,
  known: { readonly email: string | undefined; readonly homeOrganization: string | undefined },
): PersonClaims {
  const scopes = [...new Set(profile.affiliations.map((one) => one.scope))];
  return {
    sub: profile.referenceId,
    name: fullName(profile),
    family_name: profile.familyName,
    ...(profile.givenName ? { given_name: profile.givenName } : {}),
    ...(profile.patronymic ? { middle_name: profile.patronymic } : {}),
    ...(known.email ? { email: known.email, email_verified: true as const } : {}),
    eduperson_scoped_affiliation: scopes.flatMap((scope) =>
      withMember(profile.affiliations.filter((one) => one.scope === scope).map((one) => one.affiliation)).map(
        (affiliation) => `${affiliation}@${scope}`,
      ),
    ),
    ...(known.homeOrganization ? { schac_home_organization: known.homeOrganization } : {}),
  };
}
