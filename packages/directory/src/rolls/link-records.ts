import type { Tx } from '@onecampus/database';

/**
 * Says who the people of the file are. The same record of the source is the same person; else the same national number
 * and birth date; else somebody new. Homonyms born on one day therefore stay two.
 */
export async function linkRecords(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table roll_records as
    select distinct on (f.source_key)
           f.source_key, f.line, f.family_name, f.given_name, f.patronymic, f.birth_date, f.national_number_hmac, f.login, f.email,
           f.new_reference, r.id is null as is_new, coalesce(r.id, directory.new_id()) as record_id,
           coalesce(r.person_id, p.id) as person_id, p.id is null and r.id is null as is_new_person,
           r.id is not null and (
             r.missing_since is not null
             or (r.family_name, r.given_name, r.patronymic, r.birth_date, r.national_number_hmac, r.email)
                is distinct from (f.family_name, f.given_name, f.patronymic, f.birth_date, f.national_number_hmac, f.email)
           ) as is_changed
    from roll_rows f
    cross join roll
    left join directory.source_records r on r.source_id = roll.source_id and r.source_key = f.source_key
    left join directory.national_number_marks m
           on m.national_number_hmac = f.national_number_hmac and m.birth_date = f.birth_date
    left join directory.people p on p.id = m.person_id and p.status = 'active'
    order by f.source_key, f.line;
    alter table roll_records add primary key (source_key);
    analyze roll_records;`);
  // Two records of one newcomer in one file (a student number and an employee number) are one person.
  await tx.raw(`
    update roll_records r set person_id = one.id
    from (select national_number_hmac, birth_date, directory.new_id() as id
          from roll_records
          where is_new_person and national_number_hmac is not null and birth_date is not null
          group by national_number_hmac, birth_date) as one
    where r.is_new_person and r.national_number_hmac = one.national_number_hmac and r.birth_date = one.birth_date;
    update roll_records set person_id = directory.new_id() where person_id is null;`);
}
