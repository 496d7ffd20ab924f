import type { Db } from '@onecampus/database';

/** As whose member somebody acts in a session, where he chose; also of one that has ended and left tokens behind. */
export async function findActingUniversity(db: Db, sessionUid: string): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { universityId: string | null }[] }>(
    `select university_id as "universityId" from identity_provider.sessions
     where uid = ? order by created_at desc limit 1`,
    [sessionUid],
  );
  return rows[0]?.universityId ?? undefined;
}
