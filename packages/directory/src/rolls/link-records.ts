import type { Tx } from '@onecampus/database';

/**
 * Says who the people of the file are. The same record of the source is the same person; else the same national number
 * and birth date (marks always point at an active person); else somebody new. Homonyms born on one day therefore stay two.
 *
 * A withdrawn record, of a run that was rolled back, is the same person only where it says the same of him: a wrong file may
 * have tied its number to a wrong human.
 */
export async function linkRecords(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table roll_linked as
    select distinct on (f.source_key)
           f.source_key, f.line, f.family_name, f.given_name, f.patronymic, f.birth_date, f.national_number_hmac, f.login, f.email,
           f.new_reference, f.name_key, r.id is null as is_new, r.id as record_id, r.withdrawn_at is not null as was_withdrawn,
           r.person_id as person_before,
           case when r.withdrawn_at is null then coalesce(r.person_id, m.person_id)
                else coalesce(m.person_id, case when (r.family_name, r.given_name, r.patronymic, r.birth_date)
                  is not distinct from (f.family_name, f.given_name, f.patronymic, f.birth_date) then r.person_id end) end as person_id,
           r.id is not null and r.missing_since is null and r.name_key is distinct from f.name_key as key_changes,
           r.id is not null and r.withdrawn_at is null
             and (r.family_name is distinct from f.family_name and r.given_name is distinct from f.given_name
                  or r.birth_date <> f.birth_date) as is_another,
           r.id is null or r.withdrawn_at is not null or (r.family_name, r.given_name, r.patronymic, r.birth_date, r.national_number_hmac, r.email)
                is distinct from (f.family_name, f.given_name, f.patronymic, f.birth_date, f.national_number_hmac, f.email) as is_due,
           r.id is not null and (
             r.missing_since is not null
             or (r.family_name, r.given_name, r.patronymic, r.birth_date, r.national_number_hmac, r.email)
                is distinct from (f.family_name, f.given_name, f.patronymic, f.birth_date, f.national_number_hmac, f.email)
           ) as is_changed
    from roll_rows f
    left join directory.source_records r on r.source_id = (select source_id from roll) and r.source_key = f.source_key
    left join directory.national_number_marks m
           on m.national_number_hmac = f.national_number_hmac and m.birth_date = f.birth_date
    order by f.source_key, f.line;
    analyze roll_linked;`);
  // Two records of one newcomer in one file (a student number and an employee number) are one person.
  await tx.raw(`
    create temp table roll_records as
    with newcomers as (
      select national_number_hmac, birth_date, directory.new_id() as person_id
      from roll_linked
      where person_id is null and national_number_hmac is not null and birth_date is not null
      group by national_number_hmac, birth_date
    )
    select l.source_key, l.line, l.family_name, l.given_name, l.patronymic, l.birth_date, l.national_number_hmac, l.login, l.email,
           l.new_reference, l.name_key, l.key_changes, l.is_another, l.is_due, l.is_new, l.was_withdrawn, l.person_before, l.is_changed, coalesce(l.record_id, directory.new_id()) as record_id,
           coalesce(l.person_id, n.person_id, directory.new_id()) as person_id, l.person_id is null as is_new_person
    from roll_linked l
    left join newcomers n
           on l.person_id is null and n.national_number_hmac = l.national_number_hmac and n.birth_date = l.birth_date;
    create index on roll_records (source_key);
    analyze roll_records;`);
}
