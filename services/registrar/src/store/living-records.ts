import type { Db, Tx } from '@onecampus/database';

/** The universities that say something of a person, those included who were merged into him. */
export async function universitiesOfPerson(db: Db, personId: string): Promise<{ id: string; slug: string }[]> {
  const { rows } = await db.raw<{ rows: { id: string; slug: string }[] }>(
    `select distinct u.id, u.slug from directory.source_records r join directory.universities u on u.id = r.university_id
     where r.person_id = directory.canonical_person(?) and r.erased_at is null order by u.slug`,
    [personId],
  );
  return rows;
}

/** What one university says of a person: the ids of its records. */
export async function recordsOfPerson(tx: Tx, personId: string, universityId: string): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `select id from directory.source_records
     where person_id = directory.canonical_person(?) and university_id = ? and erased_at is null order by id`,
    [personId, universityId],
  );
  return rows.map(({ id }) => id);
}

/** The next living records of a university, in the order of their ids. */
export async function nextLivingRecords(tx: Tx, universityId: string, limit: number): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `select id from directory.source_records where university_id = ? and erased_at is null order by id limit ?`,
    [universityId, limit],
  );
  return rows.map(({ id }) => id);
}

/**
 * Whether a university has kept a person for as long as it says, counted from the end of the last affiliation with its
 * grace, or from the last change of the record of somebody who never had one.
 */
export async function retentionIsOver(tx: Tx, personId: string, universityId: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: { over: boolean | null }[] }>(
    `select (select retention from directory.universities where id = :universityId) is not null and now() > (
       select max(greatest(r.updated_at, (
         select max(upper(a.valid) + a.grace) from directory.affiliations a
         where a.source_record_id = r.id and upper_inf(a.recorded))))
       from directory.source_records r
       where r.person_id = directory.canonical_person(:personId) and r.university_id = :universityId and r.erased_at is null
     ) + (select retention from directory.universities where id = :universityId)
     and not exists (
       select from directory.affiliations a
       where a.person_id = directory.canonical_person(:personId) and a.university_id = :universityId
         and upper_inf(a.recorded) and upper_inf(a.valid)) as over`,
    { personId, universityId },
  );
  return rows[0]!.over === true;
}
