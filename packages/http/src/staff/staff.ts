import { DomainError } from '@onecampus/errors';

/** Somebody who works for a university, as the directory knows them at this moment. */
export interface StaffMember {
  readonly personId: string;
  readonly name: string;
  readonly roles: readonly { readonly role: string; readonly universityId: string }[];
}

/** The universities for which a member of staff has a role; `staff.role_missing` where there is none. */
export function universitiesWithRole(member: StaffMember, role: string): string[] {
  const universities = member.roles.filter((one) => one.role === role).map((one) => one.universityId);
  if (universities.length === 0) throw new DomainError('staff.role_missing', `This needs the role "${role}".`);
  return universities;
}
