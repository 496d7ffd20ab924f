import type { Db } from '@onecampus/database';

/** What the applications of a sector call the owner of an account, if they have met him. */
export async function findPairwiseSubject(db: Db, sector: string, referenceId: string): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { subject: string }[] }>(
    `select s.subject from directory.pairwise_subjects s join directory.people p on p.id = s.person_id
     where s.sector = ? and p.reference_id = ?`,
    [sector, referenceId],
  );
  return rows[0]?.subject;
}

/** Gives the owner of an account a subject in a sector where he has none; of several at once the first one's stands. */
export async function insertPairwiseSubject(
  db: Db,
  given: { readonly sector: string; readonly referenceId: string; readonly subject: string },
): Promise<void> {
  await db.raw(
    `insert into directory.pairwise_subjects (sector, subject, person_id)
     select ?, ?, p.id from directory.people p where p.reference_id = ?
     on conflict (sector, person_id) do nothing`,
    [given.sector, given.subject, given.referenceId],
  );
}
