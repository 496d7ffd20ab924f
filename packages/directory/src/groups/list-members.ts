import type { Tx } from '@onecampus/database';

export interface GroupMember {
  readonly personId: string;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  readonly validFrom: Date;
  /** `null` = open. */
  readonly validUntil: Date | null;
  readonly addedBy: string;
}

/** Members of a group now and to come, by record, `limit` of them after a record; the order is that of the records' ids. */
export async function listMembers(
  tx: Tx,
  page: { readonly groupId: string; readonly after: string; readonly limit: number },
): Promise<(GroupMember & { recordId: string })[]> {
  const { rows } = await tx.raw<{ rows: (GroupMember & { recordId: string })[] }>(
    `select m.source_record_id as "recordId", m.person_id as "personId", r.family_name as "familyName", r.given_name as "givenName",
            r.patronymic, lower(m.valid) as "validFrom", upper(m.valid) as "validUntil", m.added_by as "addedBy"
     from directory.group_members m join directory.source_records r on r.id = m.source_record_id
     where m.group_id = ? and m.source_record_id > ? and (upper_inf(m.valid) or upper(m.valid) > now())
     order by m.source_record_id, lower(m.valid) limit ?`,
    [page.groupId, page.after, page.limit],
  );
  return rows;
}

export interface GroupOfPerson {
  readonly id: string;
  readonly displayName: string;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
}

/** The groups the transaction may see that a person is a member of, or will be. */
export async function listGroupsOfPerson(tx: Tx, personId: string): Promise<GroupOfPerson[]> {
  const { rows } = await tx.raw<{ rows: GroupOfPerson[] }>(
    `select g.id, g.display_name as "displayName", lower(m.valid) as "validFrom", upper(m.valid) as "validUntil"
     from directory.group_members m join directory.groups g on g.id = m.group_id and g.deleted_at is null
     where m.person_id = ? and (upper_inf(m.valid) or upper(m.valid) > now())
     order by lower(g.display_name), lower(m.valid)`,
    [personId],
  );
  return rows;
}
