import type { Db } from '@onecampus/database';
import { type ListedInvitation, listInvitations as list } from '../store/invitations.ts';

const shown_max = 200;

/** What a university has invited, the latest first. */
export function listInvitations({ db }: { readonly db: Db }, universityId: string): Promise<ListedInvitation[]> {
  return list(db, universityId, shown_max);
}
