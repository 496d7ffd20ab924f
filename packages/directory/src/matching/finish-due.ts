import type { Db } from '@onecampus/database';

/**
 * Done with these records, as far as they still are what was looked at. A record that is being written at this moment, or
 * was since, stays due: its lock is not waited for, and its version says so.
 */
export async function finishDue(
  db: Db,
  seen: readonly { readonly id: string; readonly version: number }[],
): Promise<void> {
  await db.raw(
    `with looked_at as (
       select d.source_record_id
       from unnest(?::uuid[], ?::bigint[]) as seen (id, version)
       join directory.source_records r on r.id = seen.id and r.version = seen.version
       join directory.match_due d on d.source_record_id = r.id
       for update of d skip locked for share of r skip locked
     )
     delete from directory.match_due d using looked_at l where d.source_record_id = l.source_record_id`,
    [seen.map(({ id }) => id), seen.map(({ version }) => version)] as never,
  );
}

/** Somebody was writing these people: another look in so many seconds, by whichever run comes then. */
export async function postponeDue(db: Db, recordIds: readonly string[], wait_seconds: number): Promise<void> {
  if (recordIds.length === 0) return;
  await db.raw(
    'update directory.match_due set claimed_until = now() + make_interval(secs => ?) where source_record_id = any(?::uuid[])',
    [wait_seconds, [...recordIds]] as never,
  );
}
