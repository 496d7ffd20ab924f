import type { Tx } from '@onecampus/database';

/** Writes what the source says of each person; a record that is the same keeps its version. */
export async function writeRecords(tx: Tx): Promise<void> {
  await tx.raw(`
    insert into directory.source_records
      (id, source_id, university_id, source_key, person_id, family_name, given_name, patronymic, birth_date, national_number_hmac, email)
    select r.record_id, (select source_id from roll), (select university_id from roll), r.source_key, r.person_id, r.family_name, r.given_name, r.patronymic,
           r.birth_date, r.national_number_hmac, r.email
    from roll_records r
    where r.is_new
    order by r.record_id;

    update directory.source_records s set
      family_name = r.family_name, given_name = r.given_name, patronymic = r.patronymic, birth_date = r.birth_date,
      national_number_hmac = r.national_number_hmac, email = r.email, version = s.version + 1, updated_at = (select at from roll), missing_since = null
    from roll_records r
    where s.id = r.record_id and r.is_changed;

    update directory.source_records s set missing_since = (select at from roll), version = s.version + 1, updated_at = (select at from roll)
    where s.source_id = (select source_id from roll) and s.missing_since is null
      and not exists (select from roll_records r where r.source_key = s.source_key)
      and not exists (select from roll_held h where h.source_key = s.source_key);`);
}
