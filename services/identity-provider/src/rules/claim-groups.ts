import type { ClaimName } from './claims.ts';

/** Claims as people think of them: what is one thing to them is agreed to or refused as one. */
export const claimGroups = {
  name: ['name', 'family_name', 'given_name', 'middle_name'],
  email: ['email', 'email_verified'],
  affiliation: ['eduperson_scoped_affiliation'],
  home: ['schac_home_organization'],
  entitlement: ['eduperson_entitlement'],
  studentCode: ['schac_personal_unique_code'],
  login: ['eduperson_principal_name'],
  reference: ['voperson_id'],
  assurance: ['eduperson_assurance'],
} as const satisfies Readonly<Record<string, readonly ClaimName[]>>;

export type ClaimGroup = keyof typeof claimGroups;
export const claimGroupNames = Object.keys(claimGroups) as ClaimGroup[];

/** The groups in which the named claims are, in the order in which people read them. */
export function groupsOf(claims: readonly string[]): ClaimGroup[] {
  return claimGroupNames.filter((group) => claimGroups[group].some((claim) => claims.includes(claim)));
}
