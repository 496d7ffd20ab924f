import type { Tx } from '@onecampus/database';

/** Ends what records were members of and were granted; what had not begun yet is as if it had never been. Returns how many. */
export async function endMemberships(tx: Tx, recordIds: readonly string[]): Promise<number> {
  const ids = [...recordIds];
  await tx.raw(
    `delete from directory.group_members where source_record_id = any(?::uuid[]) and lower(valid) >= now()`,
    [ids] as never,
  );
  const ended = await tx.raw<{ rowCount: number }>(
    `update directory.group_members set valid = tstzrange(lower(valid), now())
     where source_record_id = any(?::uuid[]) and (upper_inf(valid) or upper(valid) > now())`,
    [ids] as never,
  );
  const granted = await tx.raw<{ rowCount: number }>(
    `update directory.entitlement_grants set valid = tstzrange(lower(valid), greatest(now(), lower(valid) + interval '1 microsecond'))
     where source_record_id = any(?::uuid[]) and (upper_inf(valid) or upper(valid) > now())`,
    [ids] as never,
  );
  return ended.rowCount + granted.rowCount;
}

/** Takes back what the people of these records may do for the records' university. Returns how many roles ended. */
export async function endRoles(tx: Tx, recordIds: readonly string[], by: string): Promise<number> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update directory.staff_roles s set revoked_by = ?, revoked_at = now()
     from directory.source_records r
     where r.id = any(?::uuid[]) and s.university_id = r.university_id
       and s.person_id in (select directory.same_person(r.person_id)) and s.revoked_at is null
       and not exists (select from directory.source_records l
                       where l.person_id = r.person_id and l.university_id = r.university_id and l.erased_at is null)`,
    [by, [...recordIds]] as never,
  );
  return rowCount;
}
