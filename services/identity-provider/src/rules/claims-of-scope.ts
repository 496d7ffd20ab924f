/** Which claims each scope lets an application ask for (OpenID Connect Core §5.4, eduPerson 4.4.0, SCHAC 1.6). */
export const claimsOfScope = {
  openid: ['sub'],
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
  schac_home_organization: ['schac_home_organization'],
};
