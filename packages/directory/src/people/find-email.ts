import type { Db } from '@onecampus/database';

/**
 * The e-mail address a university gave a person, if its domain is one that this university speaks for; any other address
 * is unproven and never leaves as somebody's own.
 */
export async function findOwnEmail(db: Db, personId: string): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { email: string }[] }>(
    `select r.email
     from directory.source_records r
     join directory.university_scopes s on s.university_id = r.university_id and lower(split_part(r.email, '@', 2)) = s.scope
     where r.person_id = ? and r.missing_since is null
     order by r.created_at
     limit 1`,
    [personId],
  );
  return rows[0]?.email;
}
