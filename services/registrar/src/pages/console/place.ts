import type { University } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { StaffMember } from '@onecampus/http';

/** What the console is for. Other roles (a librarian, a facility manager) have pages of their own elsewhere. */
export const consoleRoles = ['registrar', 'administrator'] as const;
export type ConsoleRole = (typeof consoleRoles)[number];

/** One university, as one visitor of its console has it. */
export interface Place {
  readonly university: University;
  /** The visitor's own roles there. */
  readonly roles: readonly ConsoleRole[];
  /** Every university whose console he may open. */
  readonly universities: readonly University[];
}

/** The universities at which somebody is a registrar or an administrator; `staff.role_missing` where there is none. */
export function consoleUniversities(visitor: StaffMember, all: readonly University[]): University[] {
  const own = all.filter(({ id }) => rolesAt(visitor, id).length > 0);
  if (own.length === 0)
    throw new DomainError('staff.role_missing', 'The console is for registrars and administrators.');
  return own;
}

/** @throws DomainError `university.unknown`, also where the visitor has no role: a foreign console does not exist for him. */
export function placeOf(visitor: StaffMember, all: readonly University[], slug: string): Place {
  const universities = consoleUniversities(visitor, all);
  const university = universities.find((one) => one.slug === slug);
  if (!university) throw new DomainError('university.unknown', 'The visitor has no role at such a university.');
  return { university, roles: rolesAt(visitor, university.id), universities };
}

function rolesAt(visitor: StaffMember, universityId: string): ConsoleRole[] {
  return consoleRoles.filter((role) =>
    visitor.roles.some((one) => one.universityId === universityId && one.role === role),
  );
}
