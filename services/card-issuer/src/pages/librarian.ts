import { type StaffMember, universitiesWithRole } from '@onecampus/http';
import type { Context } from '../context.ts';
import type { Operator } from '../rules/operator.ts';
import { signedIn } from './signed-in.ts';

export interface Librarian extends StaffMember {
  /** Whom the librarian may issue for; never empty. */
  readonly universityIds: readonly string[];
}

/** A page's visitor who works at the desk of some member; `staff.role_missing` for everybody else. */
export function librarian(context: Context) {
  const visit = signedIn(context);
  return async (...at: Parameters<typeof visit>): Promise<Librarian | { readonly redirect: string }> => {
    const member = await visit(...at);
    if ('redirect' in member) return member;
    return { ...member, universityIds: universitiesWithRole(member, 'librarian') };
  };
}

/** Who acts; for the first of the librarian's universities unless the form names another of them. */
export function operatorOf(visitor: Librarian, universityId?: string): Operator {
  const chosen = visitor.universityIds.find((one) => one === universityId) ?? visitor.universityIds[0];
  return { actor: `person:${visitor.personId}`, universityId: chosen };
}
