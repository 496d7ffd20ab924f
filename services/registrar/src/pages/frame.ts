import { type PageDefinition, type StaffMember, universitiesWithRole } from '@onecampus/http';
import type { z } from 'zod';
import type { Context } from '../context.ts';

type Visitor = PageDefinition<StaffMember, z.ZodType, z.ZodType, z.ZodType>['visitor'];

/** Who is looking: a member of staff, or off to sign in. Named so that `page` knows that a redirect is no visitor. */
export function signedIn(context: Context): Visitor {
  return (request, response) => context.staff.signedIn(request, response);
}

/** The head of every page of the registrar. */
export function signedInAs(visitor: StaffMember) {
  return { signedInAs: { name: visitor.name, signOut: { action: '/sign-out' } } };
}

/** The universities whose rolls this member of staff looks after; `staff.role_missing` where there is none. */
export function registrarsUniversities(visitor: StaffMember): string[] {
  return universitiesWithRole(visitor, 'registrar');
}
