import type { Tx } from '@onecampus/database';

/** The loser becomes part of the survivor; both are told apart by their versions from what they were. */
export async function pointAt(tx: Tx, people: { survivorId: string; loserId: string }): Promise<void> {
  await tx.raw(
    `update directory.people set version = version + 1, updated_at = now(),
       status = case when id = ? then 'merged' else status end, merged_into = case when id = ? then ?::uuid else merged_into end
     where id = any(?::uuid[])`,
    [people.loserId, people.loserId, people.survivorId, [people.survivorId, people.loserId]] as never,
  );
}

/** The loser is a person of his own again. */
export async function standAlone(tx: Tx, people: { holderId: string; returningId: string }): Promise<void> {
  await tx.raw(
    `update directory.people set version = version + 1, updated_at = now(),
       status = case when id = ? then 'active' else status end, merged_into = case when id = ? then null else merged_into end
     where id = any(?::uuid[])`,
    [people.returningId, people.returningId, [people.holderId, people.returningId]] as never,
  );
}

/** Everybody who is part of a person, himself included, whether or not he is part of another. */
export async function listMergedInto(tx: Tx, personId: string): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `with recursive part as (
       select ?::uuid as id
       union
       select p.id from part join directory.people p on p.merged_into = part.id
     )
     select id from part order by id`,
    [personId],
  );
  return rows.map((row) => row.id);
}

/** Universities whose records stand with any of these people. */
export async function listUniversitiesOfPeople(tx: Tx, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    'select distinct university_id as id from directory.source_records where person_id = any(?::uuid[]) order by 1',
    [[...personIds]] as never,
  );
  return rows.map((row) => row.id);
}
