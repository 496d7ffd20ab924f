import type { Db } from '@onecampus/database';

/** The person that somebody is today, who may have been merged into another; `undefined` where there is no such person. */
export async function findCanonicalPersonId(db: Db, personId: string): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { id: string | null }[] }>('select directory.canonical_person(?) as id', [
    personId,
  ]);
  return rows[0]?.id ?? undefined;
}
