import type { Tx } from '@onecampus/database';
import type { Actor } from '../audit/record-audit.ts';
import type { StaffRole } from './staff-role.ts';

/** Takes a role back; `false` where the person does not have it. */
export async function revokeRole(
  tx: Tx,
  revocation: { personId: string; universityId: string; role: StaffRole; revokedBy: Actor },
): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `update directory.staff_roles set revoked_at = now(), revoked_by = ?
     where person_id in (select directory.same_person(?)) and university_id = ? and role = ? and revoked_at is null
     returning id`,
    [revocation.revokedBy, revocation.personId, revocation.universityId, revocation.role],
  );
  return rows.length > 0;
}
