import type { Tx } from '@onecampus/database';

/**
 * Erases the people of whom no living record is left, with all who were merged into them, and takes back every role. Their
 * public references stay taken. Returns their ids.
 */
export async function closePeople(tx: Tx, personIds: readonly string[], by: string): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `with gone as (
       select directory.same_person(person) as id from unnest(?::uuid[]) as person
       where not exists (select from directory.source_records r where r.person_id = person and r.erased_at is null)
     )
     update directory.people p set status = 'erased', merged_into = null, version = version + 1, updated_at = now()
     from gone where p.id = gone.id and p.status <> 'erased'
     returning p.id`,
    [[...personIds]] as never,
  );
  const ids = rows.map(({ id }) => id);
  await tx.raw(
    `update directory.staff_roles set revoked_by = ?, revoked_at = now() where person_id = any(?::uuid[]) and revoked_at is null`,
    [by, ids] as never,
  );
  await tx.raw(`delete from directory.national_number_marks where person_id = any(?::uuid[])`, [ids] as never);
  return ids;
}
