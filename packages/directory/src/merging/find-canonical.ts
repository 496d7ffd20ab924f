import type { Db } from '@onecampus/database';

/** The person that somebody is today, who may have been merged into another; `undefined` where there is no such person. */
export async function findCanonicalPersonId(db: Db, personId: string): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { id: string | null }[] }>('select directory.canonical_person(?) as id', [
    personId,
  ]);
  return rows[0]?.id ?? undefined;
}

/** The same of several, in their order; null where there is no such person. */
export async function findCanonicalPersonIds(db: Db, personIds: readonly string[]): Promise<(string | null)[]> {
  const { rows } = await db.raw<{ rows: { id: string | null }[] }>(
    'select directory.canonical_person(asked.id) as id from unnest(?::uuid[]) with ordinality as asked (id, place) order by asked.place',
    [[...personIds]] as never,
  );
  return rows.map((row) => row.id);
}
