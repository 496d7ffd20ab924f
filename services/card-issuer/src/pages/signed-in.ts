import type { StaffMember } from '@onecampus/http';
import type { Context } from '../context.ts';

type Visit = Parameters<Context['staff']['signedIn']>;

/** A page's visitor who may be anybody that belongs to a member university. */
export function signedIn(context: Context): (...visit: Visit) => Promise<StaffMember | { readonly redirect: string }> {
  return context.staff.signedIn;
}

/** The same, who besides has proved a moment ago who he is. */
export function signedInRecently(
  context: Context,
): (...visit: Visit) => Promise<StaffMember | { readonly redirect: string }> {
  return context.staff.signedInRecently;
}
