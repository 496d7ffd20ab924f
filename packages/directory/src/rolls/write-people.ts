import type { Tx } from '@onecampus/database';

/**
 * Brings the newcomers into being. Whoever takes the mark of a national number first, brings the person; whoever comes
 * second, from whichever university and at whatever moment, waits for that transaction and takes its person. Marks are
 * taken in one order, so that two imports do not lock each other out.
 */
export async function writePeople(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table roll_marks_before as
    select s.national_number_hmac, s.birth_date
    from roll_records r join directory.source_records s on s.id = r.record_id
    where r.is_changed and s.national_number_hmac is not null and s.birth_date is not null
      and (s.national_number_hmac, s.birth_date) is distinct from (r.national_number_hmac, r.birth_date);

    insert into directory.national_number_marks (national_number_hmac, birth_date, person_id)
    select distinct on (national_number_hmac, birth_date) national_number_hmac, birth_date, person_id
    from roll_records
    where (is_new or is_changed) and national_number_hmac is not null and birth_date is not null
    order by national_number_hmac, birth_date, is_new, line
    on conflict do nothing;`);
  await tx.raw(`
    update roll_records r set person_id = m.person_id, is_new_person = false
    from directory.national_number_marks m
    where (r.is_new or r.was_withdrawn and r.is_new_person) and m.national_number_hmac = r.national_number_hmac and m.birth_date = r.birth_date and m.person_id <> r.person_id;

    update roll_identifiers w set person_id = r.person_id
    from roll_records r where r.source_key = w.source_key and r.person_id <> w.person_id;

    insert into directory.people (id, reference_id, created_at, updated_at)
    select distinct on (person_id) person_id, new_reference, (select at from roll), (select at from roll)
    from roll_records r
    where is_new_person
    order by person_id, line;`);
}

/** Gives up the marks that no record carries any longer: a mistyped number must not bind its true owner to a stranger. */
export async function dropUnusedMarks(tx: Tx): Promise<void> {
  await tx.raw(`
    delete from directory.national_number_marks m
    using roll_marks_before o
    where m.national_number_hmac = o.national_number_hmac and m.birth_date = o.birth_date
      and not exists (
        select from directory.source_records s
        where s.national_number_hmac = m.national_number_hmac and s.birth_date = m.birth_date)`);
}
