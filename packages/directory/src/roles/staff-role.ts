/** What staff of a university may be entrusted with. `administrator` is not a sum of the others. */
export const staffRoles = ['librarian', 'registrar', 'facility-manager', 'administrator'] as const;
export type StaffRole = (typeof staffRoles)[number];

export interface GrantedRole {
  readonly role: StaffRole;
  readonly universityId: string;
}
