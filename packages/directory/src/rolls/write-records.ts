import type { Tx } from '@onecampus/database';

/** Writes what the source says of each person; a record that is the same keeps its version. */
export async function writeRecords(tx: Tx): Promise<void> {
  await tx.raw(`
    insert into directory.source_records
      (id, source_id, university_id, source_key, person_id, family_name, given_name, patronymic, birth_date, national_number_hmac, email,
       name_key, created_at, updated_at)
    select r.record_id, roll.source_id, roll.university_id, r.source_key, r.person_id, r.family_name, r.given_name, r.patronymic,
           r.birth_date, r.national_number_hmac, r.email, r.name_key, roll.at, roll.at
    from roll_records r cross join roll
    where r.is_new
    order by r.record_id;

    update directory.source_records s set
      person_id = case when s.withdrawn_at is null then s.person_id else r.person_id end,
      family_name = r.family_name, given_name = r.given_name, patronymic = r.patronymic, birth_date = r.birth_date,
      national_number_hmac = r.national_number_hmac, email = r.email, name_key = r.name_key, version = s.version + 1,
      updated_at = (select at from roll), missing_since = null, withdrawn_at = null
    from roll_records r
    where s.id = r.record_id and r.is_changed;

    update directory.source_records s set name_key = r.name_key
    from roll_records r
    where s.id = r.record_id and r.key_changes and not r.is_changed;

    update directory.source_records s set missing_since = (select at from roll), version = s.version + 1, updated_at = (select at from roll)
    from roll_replaced r
    where s.id = r.record_id and r.is_missing;`);
}

/**
 * A withdrawn record that turns out to be somebody else's leaves the merges of the one whose it was. Where records stand
 * without merges is nobody's own to see (migration 0041), so this one statement is the steward's.
 */
export async function leaveMerges(tx: Tx): Promise<void> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    'select record_id as id from roll_records where was_withdrawn and person_before <> person_id',
  );
  if (rows.length === 0) return;
  await tx.raw('set local role campus_steward');
  await tx.raw('delete from directory.record_homes where source_record_id = any(?::uuid[])', [
    rows.map(({ id }) => id),
  ] as never);
  await tx.raw('set local role none');
}

/** Lets the matcher look at whoever is new or is said to be somebody a little different. */
export async function dueForMatching(tx: Tx): Promise<void> {
  await tx.raw(`
    insert into directory.match_due (source_record_id, university_id)
    select record_id, (select university_id from roll) from roll_records where is_due
    on conflict (source_record_id) do nothing`);
}
