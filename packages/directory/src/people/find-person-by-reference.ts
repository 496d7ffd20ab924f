import type { Db } from '@onecampus/database';

/** Where the database tells that people were brought together, parted or erased (migration 0049). */
export const peopleChannel = 'directory_people';

/**
 * The active person behind a public reference (the `sub` of our tokens), or `undefined`. A reference outlives a merge: it
 * leads to the person of whom its owner became a part.
 */
export async function findPersonIdByReference(db: Db, referenceId: string): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { id: string | null }[] }>(`select ${personIdOfReference('?')} as id`, [
    referenceId,
  ]);
  return rows[0]?.id ?? undefined;
}

/**
 * The same as a scalar of SQL, for who reads a person's reference in a statement of his own and would have to come twice.
 *
 * @param expression SQL that yields the reference; never anything that a user wrote.
 */
export function personIdOfReference(expression: string): string {
  return `(
    select p.id from directory.people p
    where p.status = 'active' and p.id = (
      select case r.status when 'merged' then directory.canonical_person(r.id) else r.id end
      from directory.people r where r.reference_id = ${expression}))`;
}
