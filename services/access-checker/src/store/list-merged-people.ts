import type { Db } from '@onecampus/database';

/** Who became part of another, and who he is today; nobody else is in the answer. */
export async function listMergedPeople(db: Db, personIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.raw<{ rows: { id: string; today: string }[] }>(
    `select id, directory.canonical_person(id) as today from directory.people where id = any(?::uuid[]) and status = 'merged'`,
    [[...personIds]] as never,
  );
  return new Map(rows.map(({ id, today }) => [id, today]));
}
