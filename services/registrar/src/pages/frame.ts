import type { University } from '@onecampus/directory';
import { type PageDefinition, type StaffMember, universitiesWithRole } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { consoleFrame, consolePath } from './console/console-frame.ts';

type Visitor = PageDefinition<StaffMember, z.ZodType, z.ZodType, z.ZodType>['visitor'];

/** Who is looking: a member of staff, or off to sign in. Named so that `page` knows that a redirect is no visitor. */
export function signedIn(context: Context): Visitor {
  return (request, response) => context.staff.signedIn(request, response);
}

/** The head and the tabs of the pages about a university's sources and their files. */
export function feedsFrame(visitor: StaffMember, locale: Locale, university: University) {
  return consoleFrame({ visitor, locale, university, section: 'feeds' });
}

/** Where a university's sources are listed. */
export function feedsPath(university: University): string {
  return `${consolePath(university)}/feeds`;
}

/** The universities whose rolls this member of staff looks after; `staff.role_missing` where there is none. */
export function registrarsUniversities(visitor: StaffMember): string[] {
  return universitiesWithRole(visitor, 'registrar');
}
