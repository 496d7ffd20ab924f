import type { Tx } from '@onecampus/database';
import type { Actor } from '../audit/record-audit.ts';
import type { StaffRole } from './staff-role.ts';

/** Grants a role; `false` where the person has it already. */
export async function grantRole(
  tx: Tx,
  grant: { id: string; personId: string; universityId: string; role: StaffRole; grantedBy: Actor },
): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `insert into directory.staff_roles (id, person_id, university_id, role, granted_by)
     select ?, ?, ?, ?, ?
     where not exists (select from directory.staff_roles s
                       where s.person_id in (select directory.same_person(?)) and s.university_id = ? and s.role = ? and s.revoked_at is null)
     on conflict (person_id, university_id, role) where revoked_at is null do nothing
     returning id`,
    [
      ...[grant.id, grant.personId, grant.universityId, grant.role, grant.grantedBy],
      ...[grant.personId, grant.universityId, grant.role],
    ],
  );
  return rows.length === 1;
}
