import type { Db } from '@onecampus/database';

/**
 * Takes the records that have waited longest, for so many seconds: whoever takes them and dies leaves them to the next. Any
 * number of instances may do so at once; no record is taken twice.
 */
export async function claimDue(
  db: Db,
  wanted: { readonly limit: number; readonly lease_seconds: number },
): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `with taken as (
       select source_record_id from directory.match_due
       where claimed_until is null or claimed_until < now()
       order by due_since limit ? for update skip locked
     )
     update directory.match_due d set claimed_until = now() + make_interval(secs => ?)
     from taken where taken.source_record_id = d.source_record_id
     returning d.source_record_id as id`,
    [wanted.limit, wanted.lease_seconds],
  );
  return rows.map((row) => row.id);
}

/** How many records wait to be looked at. */
export async function countDue(db: Db): Promise<number> {
  const { rows } = await db.raw<{ rows: { n: number }[] }>('select count(*)::int as n from directory.match_due');
  return rows[0]!.n;
}
