import type { Tx } from '@onecampus/database';

/**
 * Believes what is said of an active User: a statement that made no belief yet as it was said, one whose belief was ended
 * from now on again. Returns how many windows were opened.
 *
 * @throws DomainError `row.refused` where a window overlaps one of its kind.
 */
export async function openBeliefs(tx: Tx, recordId: string): Promise<number> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `with due as (
       select s.id as said_id, directory.new_id() as next_id, r.person_id, s.source_record_id, s.university_id, s.scope,
              s.affiliation, s.org_unit, s.programme, s.grace,
              case when s.belief_id is null then s.valid
                   else tstzrange(greatest(clock_timestamp(), lower(s.valid)), upper(s.valid)) end as believed_for
       from directory.scim_affiliations s
       join directory.source_records r on r.id = s.source_record_id
       left join directory.affiliations b on b.id = s.belief_id and upper_inf(b.recorded)
       where s.source_record_id = ? and s.deleted_at is null
         and (s.belief_id is null
              or (upper_inf(s.valid) or upper(s.valid) > clock_timestamp())
                 and (b.id is null or not upper_inf(b.valid) and upper(b.valid) <= clock_timestamp()))
     ), believed as (
       insert into directory.affiliations
         (id, source_record_id, person_id, university_id, scope, affiliation, org_unit, programme, valid, grace, recorded)
       select d.next_id, d.source_record_id, d.person_id, d.university_id, d.scope, d.affiliation, d.org_unit, d.programme,
              d.believed_for, d.grace, tstzrange(clock_timestamp(), null)
       from due d
       returning id
     )
     update directory.scim_affiliations s set belief_id = d.next_id
     from due d join believed on believed.id = d.next_id
     where s.id = d.said_id
     returning s.id`,
    [recordId],
  );
  return rows.length;
}

/**
 * Ends now what is believed because of a User's statements, or of one of them; without grace where he is shut out. An
 * earlier belief is closed on the axis of what was known when, and what was to begin later never was.
 */
export async function endBeliefs(
  tx: Tx,
  ended: { readonly recordId: string; readonly statementId?: string; readonly keepGrace: boolean },
): Promise<number> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `with closed as (
       update directory.affiliations a
       set recorded = tstzrange(lower(a.recorded), greatest(clock_timestamp(), lower(a.recorded) + interval '1 microsecond'))
       from directory.scim_affiliations s
       where a.id = s.belief_id and s.source_record_id = ? and (?::uuid is null or s.id = ?::uuid) and upper_inf(a.recorded)
         and (upper_inf(a.valid) or upper(a.valid) > clock_timestamp()
              or not ?::boolean and upper(a.valid) + a.grace > clock_timestamp())
       returning s.id as said_id, directory.new_id() as again_id, a.*, clock_timestamp() as at
     ), again as (
       insert into directory.affiliations
         (id, source_record_id, person_id, university_id, scope, affiliation, org_unit, programme, valid, grace, recorded)
       select c.again_id, c.source_record_id, c.person_id, c.university_id, c.scope, c.affiliation, c.org_unit, c.programme,
              tstzrange(lower(c.valid), least(upper(c.valid), c.at)), case when ?::boolean then c.grace else '0' end,
              tstzrange(clock_timestamp(), null)
       from closed c
       where lower(c.valid) < c.at
       returning id
     )
     update directory.scim_affiliations s set belief_id = c.again_id
     from closed c join again on again.id = c.again_id
     where s.id = c.said_id
     returning s.id`,
    [ended.recordId, ended.statementId ?? null, ended.statementId ?? null, ended.keepGrace, ended.keepGrace] as never,
  );
  return rows.length;
}

/**
 * Takes back what is believed because of a statement that is about to be replaced, earlier stretches of it included: they
 * are of its kind and within its window, and of one kind no two windows overlap.
 */
export async function withdrawBeliefs(tx: Tx, statementId: string): Promise<void> {
  await tx.raw(
    `with said as (
       update directory.scim_affiliations set belief_id = null where id = ?
       returning source_record_id, scope, affiliation, org_unit, programme, valid
     )
     update directory.affiliations a
     set recorded = tstzrange(lower(a.recorded), greatest(clock_timestamp(), lower(a.recorded) + interval '1 microsecond'))
     from said s
     where a.source_record_id = s.source_record_id and a.scope = s.scope and a.affiliation = s.affiliation
       and a.org_unit is not distinct from s.org_unit and a.programme is not distinct from s.programme
       and a.valid && s.valid and upper_inf(a.recorded)`,
    [statementId],
  );
}
