import type { Tx } from '@onecampus/database';

/**
 * From now on a university brings nobody in: waits for whoever is doing so, then shuts. Its staff roles, groups and grants end
 * with it. Again is no change.
 *
 * @param tx across universities.
 */
export async function closeUniversity(tx: Tx, universityId: string, by: string): Promise<void> {
  await tx.raw(`select id from directory.universities where id = ? for update`, [universityId]);
  await tx.raw(`select id from directory.sources where university_id = ? order by id for update`, [universityId]);
  await tx.raw(
    `update directory.universities set status = 'left', left_at = clock_timestamp() where id = ? and status <> 'left'`,
    [universityId],
  );
  await tx.raw(`update directory.sources set mapping = '{}' where university_id = ?`, [universityId]);
  await tx.raw(
    `update directory.staff_roles set revoked_by = ?, revoked_at = now() where university_id = ? and revoked_at is null`,
    [by, universityId],
  );
  await tx.raw(
    `update directory.groups set deleted_at = now(), version = version + 1 where university_id = ? and deleted_at is null`,
    [universityId],
  );
  await tx.raw(
    `update directory.entitlement_grants set valid = tstzrange(lower(valid), greatest(now(), lower(valid) + interval '1 microsecond'))
     where university_id = ? and (upper_inf(valid) or upper(valid) > now())`,
    [universityId],
  );
}
