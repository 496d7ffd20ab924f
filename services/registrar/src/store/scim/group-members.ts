import type { Db, Tx } from '@onecampus/database';

export interface GroupMember {
  readonly value: string;
  readonly display: string;
}

/** A group's members of this moment. */
export async function listMembers(db: Db, groupId: string): Promise<GroupMember[]> {
  const { rows } = await db.raw<{ rows: GroupMember[] }>(
    `select gm.source_record_id as value, u.user_name as display
     from directory.group_members gm join directory.scim_users u on u.source_record_id = gm.source_record_id
     where gm.group_id = ? and upper_inf(gm.valid) order by gm.source_record_id`,
    [groupId],
  );
  return rows;
}

/** Those of the ids that are Users of this university. */
export async function countUsersAmong(db: Db, ids: readonly string[]): Promise<number> {
  const { rows } = await db.raw<{ rows: { known: number }[] }>(
    `select count(*)::int as known from directory.scim_users
     where source_record_id = any(?::uuid[]) and deleted_at is null`,
    [[...ids]] as never,
  );
  return rows[0]!.known;
}

/** Adds members in one statement, however many; who is one already stays one. Returns how many were added. */
export async function addMembers(
  tx: Tx,
  group: { readonly id: string; readonly universityId: string; readonly addedBy: string },
  ids: readonly string[],
): Promise<number> {
  const { rows } = await tx.raw<{ rows: { added: number }[] }>(
    `with added as (
       insert into directory.group_members (group_id, university_id, source_record_id, person_id, valid, added_by)
       select ?::uuid, r.university_id, r.id, r.person_id, tstzrange(clock_timestamp(), null), ?
       from directory.source_records r
       where r.id = any(?::uuid[]) and r.university_id = ?
       on conflict (group_id, source_record_id) where upper_inf(valid) do nothing
       returning person_id
     )
     select count(*)::int as added from added`,
    [group.id, group.addedBy, [...ids], group.universityId] as never,
  );
  return rows[0]!.added;
}

const ends = `update directory.group_members gm
     set valid = tstzrange(lower(gm.valid), greatest(clock_timestamp(), lower(gm.valid) + interval '1 microsecond'))`;

/** Ends memberships; the rows stay as what was. Returns how many ended. */
export async function removeMembers(tx: Tx, groupId: string, ids: readonly string[]): Promise<number> {
  const result = await tx.raw<{ rowCount: number }>(
    `${ends} where gm.group_id = ? and gm.source_record_id = any(?::uuid[]) and upper_inf(gm.valid)`,
    [groupId, [...ids]] as never,
  );
  return result.rowCount;
}

/** Ends all memberships but those of these ids. */
export async function keepMembers(tx: Tx, groupId: string, ids: readonly string[]): Promise<number> {
  const result = await tx.raw<{ rowCount: number }>(
    `${ends} where gm.group_id = ? and upper_inf(gm.valid) and not (gm.source_record_id = any(?::uuid[]))`,
    [groupId, [...ids]] as never,
  );
  return result.rowCount;
}

export async function endMembershipsOf(tx: Tx, recordId: string): Promise<number> {
  const result = await tx.raw<{ rowCount: number }>(`${ends} where gm.source_record_id = ? and upper_inf(gm.valid)`, [
    recordId,
  ]);
  return result.rowCount;
}
