/**
 * What each of the three REFEDS entity categories comes with (https://refeds.org/category/anonymous, /pseudonymous,
 * /personalized, version 2). The identifier that the last two name is `sub`, and `voperson_id` where services have to
 * recognise a person together.
 */
const anonymous = ['eduperson_scoped_affiliation', 'schac_home_organization'];
const pseudonymous = [...anonymous, 'eduperson_assurance'];
const personalized = [...pseudonymous, 'voperson_id', 'name', 'given_name', 'family_name', 'email', 'email_verified'];

export const claimsOfBundle = { anonymous, pseudonymous, personalized } as const;
export type Bundle = keyof typeof claimsOfBundle;

/**
 * Which claims each scope lets an application ask for: OpenID Connect Core §5.4, eduPerson 4.4.0, SCHAC 1.6, voPerson 2.0
 * under the names that MyAcademicID and REFEDS gave them, and the three bundles by their names. Those of `openid` alone are
 * in ID tokens. `address` and `phone` are no scopes of ours (docs/explanation/what-services-learn.md says why): whoever
 * asks for them is not refused, and gets nothing.
 */
export const claimsOfScope = {
  openid: ['sub', 'acr', 'amr', 'auth_time'],
  profile: [
    'name',
    'family_name',
    'given_name',
    'middle_name',
    'eduperson_scoped_affiliation',
    'schac_home_organization',
  ],
  email: ['email', 'email_verified'],
  eduperson_scoped_affiliation: ['eduperson_scoped_affiliation'],
  eduperson_entitlement: ['eduperson_entitlement'],
  eduperson_assurance: ['eduperson_assurance'],
  eduperson_principal_name: ['eduperson_principal_name'],
  schac_home_organization: ['schac_home_organization'],
  schac_personal_unique_code: ['schac_personal_unique_code'],
  voperson_id: ['voperson_id'],
  anonymous,
  pseudonymous,
  personalized,
};
