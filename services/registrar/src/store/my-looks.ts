import type { Tx } from '@onecampus/database';

/** Somebody opened a person. Who of the staff it was stays with the university (use-cases/list-looks.ts says why). */
export interface Look {
  /** Of the audit entry; larger is later. */
  readonly id: string;
  readonly at: Date;
  readonly universityId: string | null;
  readonly by: 'staff' | 'program' | 'service';
  /** The program or service, which is nobody's personal datum. */
  readonly program: string | null;
  /** The roles that the member of staff had at that moment, at the university of the look. */
  readonly roles: readonly string[];
  /** Names of the fields looked at, where the entry says. */
  readonly fields: readonly string[];
}

const looks = ['person.viewed', 'person.merges_viewed'];

/** Looks at a person, the latest first; his own are not among them. @param page `before`: the id of the last one seen. */
export async function listLooks(
  tx: Tx,
  personId: string,
  page: { readonly before?: string | undefined; readonly limit: number },
): Promise<Look[]> {
  const { rows } = await tx.raw<{ rows: Look[] }>(
    `with own as (select 'person:' || same_person as written from directory.same_person(:personId))
     select t.id::text as id, t.at, t.university_id as "universityId",
            case split_part(t.actor, ':', 1) when 'person' then 'staff' when 'client' then 'program' else 'service' end as by,
            case when t.actor like 'person:%' then null else split_part(t.actor, ':', 2) end as program,
            array(select distinct r.role from directory.staff_roles r
                  where 'person:' || r.person_id = t.actor and (t.university_id is null or r.university_id = t.university_id)
                    and r.granted_at <= t.at and (r.revoked_at is null or r.revoked_at > t.at) order by 1) as roles,
            array(select jsonb_array_elements_text(case jsonb_typeof(t.details -> 'fields') when 'array' then t.details -> 'fields' else '[]' end)) as fields
     from directory.audit_trail t
     where t.subject in (select written from own) and t.action = any(:looks)
       and t.actor not in (select written from own) and (cast(:before as bigint) is null or t.id < cast(:before as bigint))
     order by t.id desc limit :limit`,
    { personId, looks, before: page.before ?? null, limit: page.limit } as never,
  );
  return rows;
}
