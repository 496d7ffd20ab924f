import type { Actor, StaffRole, University } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Locale } from '@onecampus/pages';
import type { SignedInPerson } from '../../own-session.ts';

/** One university, as one of its staff looks at it. */
export interface Seen {
  readonly visitor: SignedInPerson;
  readonly by: Actor;
  readonly locale: Locale;
  readonly university: University;
}

/** The universities at which somebody has one of these roles; `staff.role_missing` where there is none. */
export function servedBy(
  visitor: SignedInPerson,
  all: readonly University[],
  roles: readonly StaffRole[],
): University[] {
  const wanted: readonly string[] = roles;
  const own = all.filter(({ id }) => visitor.roles.some((one) => one.universityId === id && wanted.includes(one.role)));
  if (own.length === 0) throw new DomainError('staff.role_missing', 'The console is for staff with a role.');
  return own;
}

/** @throws DomainError `university.unknown`, also where the visitor has no role: a foreign console does not exist for him. */
export function placeOf(
  visitor: SignedInPerson,
  all: readonly University[],
  slug: string,
  roles: readonly StaffRole[],
): University {
  const university = servedBy(visitor, all, roles).find((one) => one.slug === slug);
  if (!university) throw new DomainError('university.unknown', 'The visitor has no role at such a university.');
  return university;
}
