import type { Db } from '@onecampus/database';

/** The active person behind a public reference (the `sub` of our tokens), or `undefined`. */
export async function findPersonIdByReference(db: Db, referenceId: string): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select id from directory.people where reference_id = ? and status = 'active'`,
    [referenceId],
  );
  return rows[0]?.id;
}
