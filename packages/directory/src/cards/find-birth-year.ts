import type { Db } from '@onecampus/database';

/**
 * The year in which a card's holder was born, for the desk to compare with the document in his hand; `undefined` where no
 * source says. The day and the month never leave the database. The record that gives the name is asked first.
 */
export async function findBirthYear(db: Db, personId: string): Promise<number | undefined> {
  const { rows } = await db.raw<{ rows: { year: number }[] }>(
    `select extract(year from r.birth_date)::int as year
     from directory.source_records r
     left join directory.person_names n on n.source_record_id = r.id
     where r.person_id = ? and r.birth_date is not null
     order by n.source_record_id is null, r.missing_since is not null, r.created_at, r.id
     limit 1`,
    [personId],
  );
  return rows[0]?.year;
}
