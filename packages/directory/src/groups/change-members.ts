import type { Tx } from '@onecampus/database';
import type { Window } from '../people/window.ts';

/**
 * Makes people members for a window of time: each by the record of the group's university that gives his name. Who is a
 * member somewhere in that window stays as he is.
 *
 * @returns who became one; whoever the university has no record of is not among them
 */
export async function addMembers(
  tx: Tx,
  order: {
    readonly groupId: string;
    readonly personIds: readonly string[];
    readonly window: Window;
    readonly addedBy: string;
  },
): Promise<string[]> {
  const { groupId, personIds, window, addedBy } = order;
  const { rows } = await tx.raw<{ rows: { personId: string }[] }>(
    `insert into directory.group_members (group_id, university_id, source_record_id, person_id, valid, added_by)
     select g.id, g.university_id, n.source_record_id, n.person_id, w.valid, ?
     from directory.groups g, (select tstzrange(?::timestamptz, ?::timestamptz) as valid) as w,
          (select distinct on (r.person_id) r.person_id, r.id as source_record_id
           from directory.source_records r join directory.sources s on s.id = r.source_id
           where r.person_id = any(?::uuid[]) and r.university_id = directory.current_university() and r.family_name is not null
           order by r.person_id, (r.missing_since is not null), s.precedence, r.created_at, r.id) as n
     where g.id = ? and g.deleted_at is null
       and not exists (select from directory.group_members m where m.group_id = g.id and m.person_id = n.person_id and m.valid && w.valid)
     returning person_id as "personId"`,
    [addedBy, window.from, window.until, [...personIds], groupId] as never,
  );
  return rows.map((row) => row.personId);
}

/** Ends memberships now; all of the group where nobody is named. @returns who was a member and is none any more */
export async function endMemberships(tx: Tx, groupId: string, personIds?: readonly string[]): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { personId: string }[] }>(
    `update directory.group_members m set valid = tstzrange(lower(m.valid), now())
     where m.group_id = ? and (?::uuid[] is null or m.person_id = any(?::uuid[])) and m.valid @> now() and lower(m.valid) < now()
     returning m.person_id as "personId"`,
    [groupId, personIds ? [...personIds] : null, personIds ? [...personIds] : null] as never,
  );
  return rows.map((row) => row.personId);
}

/** Takes back memberships that have not begun. @returns whose */
export async function dropFutureMemberships(tx: Tx, groupId: string, personIds?: readonly string[]): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { personId: string }[] }>(
    `delete from directory.group_members m
     where m.group_id = ? and (?::uuid[] is null or m.person_id = any(?::uuid[])) and lower(m.valid) > now()
     returning m.person_id as "personId"`,
    [groupId, personIds ? [...personIds] : null, personIds ? [...personIds] : null] as never,
  );
  return rows.map((row) => row.personId);
}
