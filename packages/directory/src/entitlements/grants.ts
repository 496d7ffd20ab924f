import type { Tx } from '@onecampus/database';
import type { Window } from '../people/window.ts';
import type { EntitlementGrant, EntitlementHolder } from './entitlement.ts';

/**
 * Grants an entitlement of the transaction's university. A person has it by the record that gives his name there. False where
 * the university has no such person.
 *
 * @throws DomainError `row.duplicate` where the holder has it in that window already; `row.refused` where the border of the
 *   university is crossed without an agreement that binds both, or the group is another's; `row.missing_reference` where the
 *   entitlement is not the university's own.
 */
export async function insertGrant(
  tx: Tx,
  grant: {
    readonly id: string;
    readonly uri: string;
    readonly holder: EntitlementHolder;
    readonly window: Window;
    readonly agreementId: string | null;
    readonly grantedBy: string;
  },
): Promise<boolean> {
  const { holder } = grant;
  const person = 'personId' in holder ? holder.personId : null;
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into directory.entitlement_grants
       (id, uri, university_id, source_record_id, person_id, group_id, affiliation_university_id, affiliation, valid, agreement_id, granted_by)
     select ?, ?, directory.current_university(), n.id, n.person_id, ?::uuid, ?::uuid, ?::text, tstzrange(?::timestamptz, ?::timestamptz), ?::uuid, ?
     from (select 1) as one left join lateral (
       select r.id, r.person_id from directory.source_records r join directory.sources s on s.id = r.source_id
       where r.person_id = ?::uuid and r.university_id = directory.current_university() and r.family_name is not null
       order by (r.missing_since is not null), s.precedence, r.created_at, r.id limit 1) as n on true
     where ?::uuid is null or n.id is not null`,
    [
      grant.id,
      grant.uri,
      'groupId' in holder ? holder.groupId : null,
      'affiliation' in holder ? holder.universityId : null,
      'affiliation' in holder ? holder.affiliation : null,
      grant.window.from,
      grant.window.until,
      grant.agreementId,
      grant.grantedBy,
      person,
      person,
    ] as never,
  );
  return rowCount > 0;
}

/** Ends a grant now. @returns its entitlement, or `undefined` where it is not in force. */
export async function endGrant(tx: Tx, grantId: string): Promise<string | undefined> {
  const { rows } = await tx.raw<{ rows: { uri: string }[] }>(
    `update directory.entitlement_grants set valid = tstzrange(lower(valid), now())
     where id = ? and lower(valid) < now() and (upper_inf(valid) or upper(valid) > now()) returning uri`,
    [grantId],
  );
  return rows[0]?.uri;
}

/** Takes back a grant that has not begun. */
export async function dropFutureGrant(tx: Tx, grantId: string): Promise<string | undefined> {
  const { rows } = await tx.raw<{ rows: { uri: string }[] }>(
    `delete from directory.entitlement_grants where id = ? and lower(valid) > now() returning uri`,
    [grantId],
  );
  return rows[0]?.uri;
}

/** What the transaction's university has granted and not taken back; `limit` after an id. */
export async function listGrants(
  tx: Tx,
  page: { readonly uri?: string | undefined; readonly after: string; readonly limit: number },
): Promise<EntitlementGrant[]> {
  const { rows } = await tx.raw<{ rows: EntitlementGrant[] }>(
    `select g.id, g.uri, g.person_id as "personId", g.group_id as "groupId", g.affiliation_university_id as "affiliationUniversityId",
            g.affiliation, lower(g.valid) as "validFrom", upper(g.valid) as "validUntil", a.reference as agreement, g.granted_by as "grantedBy"
     from directory.entitlement_grants g left join directory.agreements a on a.id = g.agreement_id
     where g.university_id = directory.current_university() and g.id > ? and (?::text is null or g.uri = ?)
       and (upper_inf(g.valid) or upper(g.valid) > now())
     order by g.id limit ?`,
    [page.after, page.uri ?? null, page.uri ?? null, page.limit] as never,
  );
  return rows;
}
