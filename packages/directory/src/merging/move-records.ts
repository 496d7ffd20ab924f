import type { Tx } from '@onecampus/database';

export interface MovedRecord {
  readonly id: string;
  readonly universityId: string;
}

/**
 * Hands one person's records, and with them identifiers, affiliations, memberships and grants, to another; notes where
 * each came from.
 */
export async function moveRecords(tx: Tx, people: { survivorId: string; loserId: string }): Promise<MovedRecord[]> {
  const { rows } = await tx.raw<{ rows: MovedRecord[] }>(
    `with homes as (
       insert into directory.record_homes (source_record_id, university_id, home_person_id)
       select id, university_id, person_id from directory.source_records where person_id = ?
       on conflict (source_record_id) do update set home_person_id = excluded.home_person_id
         where directory.canonical_person(record_homes.home_person_id) <> excluded.home_person_id
     )
     update directory.source_records set person_id = ? where person_id = ?
     returning id, university_id as "universityId"`,
    [people.loserId, people.survivorId, people.loserId],
  );
  return rows;
}

/** National numbers of the loser recognise the survivor from now on. */
export async function moveMarks(tx: Tx, people: { survivorId: string; loserId: string }): Promise<void> {
  await tx.raw(
    `update directory.national_number_marks set home_person_id = coalesce(home_person_id, person_id), person_id = ?
     where person_id = ?`,
    [people.survivorId, people.loserId],
  );
}
