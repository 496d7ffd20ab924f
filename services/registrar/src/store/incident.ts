import type { Db, Tx } from '@onecampus/database';

export interface AffectedPerson {
  readonly personId: string;
  /** Names of what was seen or given away, as far as they were named. */
  readonly fields: readonly string[];
  /** How often. */
  readonly times: number;
}

export interface IncidentWindow {
  readonly universityId: string;
  readonly from: Date;
  readonly until: Date;
  /** Only people of whom one of these was seen or given away. */
  readonly fields?: readonly string[] | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A window of months at a large university is read in minutes, not in the seconds that a statement usually has. */
const statement_timeout_ms = 5 * 60_000;

export async function allowLongWindow(tx: Tx): Promise<void> {
  await tx.raw(`set local statement_timeout = ${statement_timeout_ms}`);
}

/**
 * Whom a window of time concerns: people of a university who were looked at, changed or disclosed, whoever it was and in
 * whose name. Two ranges of one index, and one of the disclosures'; then by person.
 *
 * @param db across universities: the consortium's own look at a university's people is on nobody's trail.
 */
export async function listAffected(db: Db, window: IncidentWindow): Promise<AffectedPerson[]> {
  const { rows } = await db.raw<{ rows: AffectedPerson[] }>(
    `with entries as materialized (
       select a.id::text as key, substr(a.subject, 8) as person, a.university_id, a.details
       from directory.audit_trail a
       where a.university_id = :universityId and a.at >= :from and a.at < :until and a.subject ~ '^person:[0-9a-f-]{36}$'
       union all
       select a.id::text, substr(a.subject, 8), a.university_id, a.details
       from directory.audit_trail a
       where a.university_id is null and a.at >= :from and a.at < :until and a.subject ~ '^person:[0-9a-f-]{36}$'
     ), own as materialized (
       select key, cast(person as uuid) as person_id, details from entries
       where university_id is not null or exists (
         select from directory.source_records r where r.person_id = cast(person as uuid) and r.university_id = :universityId)
     ), seen as (
       select key, person_id, field
       from own left join lateral jsonb_array_elements_text(
         case when jsonb_typeof(details -> 'fields') = 'array' then details -> 'fields' end) as field on true
       union all
       select d.id::text, d.person_id, field from directory.disclosures d, unnest(d.attributes) as field
       where d.from_university_id = :universityId and d.at >= :from and d.at < :until
     )
     select person_id as "personId", coalesce(array_agg(distinct field order by field) filter (where field is not null), '{}') as fields,
            count(distinct key)::int as times
     from seen where cast(:after as uuid) is null or person_id > cast(:after as uuid)
     group by person_id
     having cast(:fields as text[]) is null or bool_or(field = any(cast(:fields as text[])))
     order by person_id limit :limit`,
    {
      ...window,
      fields: window.fields === undefined ? null : [...window.fields],
      after: window.after ?? null,
    } as never,
  );
  return rows;
}
