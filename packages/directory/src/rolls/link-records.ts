import type { Tx } from '@onecampus/database';

/**
 * Says who the people of the file are. The same record of the source is the same person; else the same national number
 * and birth date (marks always point at an active person); else somebody new. Homonyms born on one day therefore stay two.
 */
export async function linkRecords(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table roll_linked as
    select distinct on (f.source_key)
           f.source_key, f.line, f.family_name, f.given_name, f.patronymic, f.birth_date, f.national_number_hmac, f.login, f.email,
           f.new_reference, r.id is null as is_new, r.id as record_id, coalesce(r.person_id, m.person_id) as person_id,
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
           l.new_reference, l.is_new, l.is_changed, coalesce(l.record_id, directory.new_id()) as record_id,
           coalesce(l.person_id, n.person_id, directory.new_id()) as person_id, l.person_id is null as is_new_person
    from roll_linked l
    left join newcomers n
           on l.person_id is null and n.national_number_hmac = l.national_number_hmac and n.birth_date = l.birth_date;
    create index on roll_records (source_key);
    analyze roll_records;`);
}
