import type { Tx } from '@onecampus/database';
import type { StaffRole } from '@onecampus/directory';

export interface RoleHolder {
  readonly personId: string;
  readonly role: StaffRole;
  readonly grantedBy: string;
  readonly grantedAt: Date;
  /** The holder belongs to the university at this moment; without that the role opens nothing. */
  readonly isLive: boolean;
}

/** Everybody who has a role at the transaction's university. */
export async function listRoleHolders(tx: Tx): Promise<RoleHolder[]> {
  const { rows } = await tx.raw<{ rows: RoleHolder[] }>(
    `select directory.canonical_person(r.person_id) as "personId", r.role, r.granted_by as "grantedBy", r.granted_at as "grantedAt",
            exists (select from directory.effective_affiliations a
                    where a.person_id = directory.canonical_person(r.person_id) and a.university_id = r.university_id) as "isLive"
     from directory.staff_roles r
     where r.university_id = directory.current_university() and r.revoked_at is null
     order by r.role, r.granted_at, r.id limit 1000`,
  );
  return rows;
}
