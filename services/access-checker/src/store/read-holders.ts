import type { Affiliation } from '@onecampus/access-rules';
import type { Db } from '@onecampus/database';

/** One active person with one affiliation, or with none (nulls). Times are epoch milliseconds, grace included. */
export interface HolderRow {
  readonly personId: string;
  readonly affiliation: Affiliation | null;
  readonly scope: string | null;
  readonly validFrom: number | null;
  readonly validUntil: number | null;
}

const columns = `p.id as "personId", a.affiliation, a.scope,
  extract(epoch from lower(a.valid))::float8 * 1000 as "validFrom",
  extract(epoch from upper(a.valid) + a.grace)::float8 * 1000 as "validUntil"`;

/** All rows of the next `people_max` active people after an id, in the order of their ids. */
export async function readHoldersAfter(db: Db, afterId: string, people_max: number): Promise<HolderRow[]> {
  const { rows } = await db.raw<{ rows: HolderRow[] }>(
    `select ${columns}
     from (select id from directory.people where status = 'active' and id > ? order by id limit ?) p
     left join directory.affiliations a on a.person_id = p.id and upper_inf(a.recorded)
     order by p.id, a.id`,
    [afterId, people_max],
  );
  return rows;
}

/** The rows of these people. One who is not in the answer is no longer active. */
export async function readHolders(db: Db, personIds: readonly string[]): Promise<HolderRow[]> {
  const { rows } = await db.raw<{ rows: HolderRow[] }>(
    `select ${columns}
     from directory.people p
     left join directory.affiliations a on a.person_id = p.id and upper_inf(a.recorded)
     where p.status = 'active' and p.id = any(?::uuid[])
     order by p.id, a.id`,
    [[...personIds]] as never,
  );
  return rows;
}

/** Whose affiliations these are; ids that are no affiliation's are passed over. */
export async function listHoldersOfAffiliations(db: Db, affiliationIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { personId: string }[] }>(
    `select distinct person_id as "personId" from directory.affiliations where id = any(?::uuid[])`,
    [[...affiliationIds]] as never,
  );
  return rows.map((row) => row.personId);
}
