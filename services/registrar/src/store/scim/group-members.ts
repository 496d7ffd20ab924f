import type { Db, Tx } from '@onecampus/database';

/** How many of the ids are Users of this university. */
export async function countUsersAmong(db: Db, ids: readonly string[]): Promise<number> {
  const { rows } = await db.raw<{ rows: { known: number }[] }>(
    `select count(*)::int as known from directory.scim_users
     where source_record_id = any(?::uuid[]) and deleted_at is null`,
    [[...ids]] as never,
  );
  return rows[0]!.known;
}

/** Who changes memberships, for the trail of each person concerned. */
export interface MembershipChange {
  readonly groupId: string;
  readonly universityId: string;
  readonly by: string;
  readonly requestId: string | undefined;
}

/** One entry of the trail for each person whose membership began or ended, in the same statement. */
const audited = (changed: string) => `audited as (
       insert into directory.audit_trail (actor, action, subject, university_id, request_id, details)
       select ?, ?, 'person:' || c.person_id, ?, ?, ? from ${changed} c
     )
     select count(*)::int as changed from ${changed}`;

function auditValues({ by, universityId, requestId, groupId }: MembershipChange, action: string): unknown[] {
  return [by, action, universityId, requestId ?? null, JSON.stringify({ group: groupId })];
}

async function count(tx: Tx, sql: string, values: readonly unknown[]): Promise<number> {
  const { rows } = await tx.raw<{ rows: { changed: number }[] }>(sql, [...values] as never);
  return rows[0]!.changed;
}

/** Adds members, however many, in one statement; who is one already stays one. Returns how many were added. */
export function addMembers(tx: Tx, change: MembershipChange, ids: readonly string[]): Promise<number> {
  return count(
    tx,
    `with added as (
       insert into directory.group_members (group_id, university_id, source_record_id, person_id, valid, added_by)
       select ?::uuid, r.university_id, r.id, r.person_id, tstzrange(clock_timestamp(), null), ?
       from directory.source_records r
       where r.id = any(?::uuid[]) and r.university_id = ?
       on conflict (group_id, source_record_id) where upper_inf(valid) do nothing
       returning person_id
     ), ${audited('added')}`,
    [change.groupId, change.by, [...ids], change.universityId, ...auditValues(change, 'group.member_added')],
  );
}

const ended = `update directory.group_members gm
     set valid = tstzrange(lower(gm.valid), greatest(clock_timestamp(), lower(gm.valid) + interval '1 microsecond'))`;

/** Ends memberships; the rows stay as what was. Returns how many ended. */
export function removeMembers(tx: Tx, change: MembershipChange, ids: readonly string[]): Promise<number> {
  return count(
    tx,
    `with gone as (
       ${ended} where gm.group_id = ? and gm.source_record_id = any(?::uuid[]) and upper_inf(gm.valid) returning gm.person_id
     ), ${audited('gone')}`,
    [change.groupId, [...ids], ...auditValues(change, 'group.member_removed')],
  );
}

/** Ends all memberships but those of these ids. */
export function keepMembers(tx: Tx, change: MembershipChange, ids: readonly string[]): Promise<number> {
  return count(
    tx,
    `with gone as (
       ${ended} where gm.group_id = ? and upper_inf(gm.valid) and not (gm.source_record_id = any(?::uuid[])) returning gm.person_id
     ), ${audited('gone')}`,
    [change.groupId, [...ids], ...auditValues(change, 'group.member_removed')],
  );
}

/** Ends the memberships of one User, who goes; his own entry of the trail says that. Returns the groups. */
export async function endMembershipsOf(tx: Tx, recordId: string): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `${ended} where gm.source_record_id = ? and upper_inf(gm.valid) returning gm.group_id as id`,
    [recordId],
  );
  return rows.map(({ id }) => id);
}
