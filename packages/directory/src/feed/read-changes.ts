import type { Db } from '@onecampus/database';
import type { Change, FeedPosition } from './change.ts';

/**
 * The next changes after a position, oldest first.
 *
 * Only rows of transactions older than the oldest one still running are shown: below that line no row can appear any more,
 * so a reader that moves its position forward never passes one by. The price is that one long transaction holds the feed.
 *
 * The order names the table's columns: a bare `tx` would be the text of that name in the select list, in which 1000 comes
 * before 999, and a reader in batches would pass rows by.
 */
export async function readChanges(db: Db, after: FeedPosition, limit: number): Promise<Change[]> {
  const { rows } = await db.raw<{ rows: Change[] }>(
    `select tx::text as tx, sequence::text as sequence, at, topic, entity_id as "entityId", university_id as "universityId", payload
     from directory.change_feed
     where (tx, sequence) > (?::xid8, ?::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot())
     order by change_feed.tx, change_feed.sequence
     limit ?`,
    [after.tx, after.sequence, limit],
  );
  return rows;
}

/** A change that is committed already; `settled` once nothing can appear before it any more. */
export interface VisibleChange extends Change {
  readonly settled: boolean;
}

/**
 * Whatever is committed after a position, with the settled changes first. For readers who want the news at once, also while a
 * long transaction somewhere in the cluster holds the line back — and who move their position over settled changes only.
 */
export async function readVisibleChanges(db: Db, after: FeedPosition, limit: number): Promise<VisibleChange[]> {
  const { rows } = await db.raw<{ rows: VisibleChange[] }>(
    `select tx::text as tx, sequence::text as sequence, at, topic, entity_id as "entityId", university_id as "universityId", payload,
            tx < pg_snapshot_xmin(pg_current_snapshot()) as settled
     from directory.change_feed
     where (tx, sequence) > (?::xid8, ?::bigint)
     order by change_feed.tx, change_feed.sequence
     limit ?`,
    [after.tx, after.sequence, limit],
  );
  return rows;
}

/**
 * The position from which a reader must go on who has just read the tables in this very transaction (repeatable read):
 * whatever was still running then lies after it. Rows that the snapshot already showed may come once more.
 */
export async function currentFeedPosition(db: Db): Promise<FeedPosition> {
  const { rows } = await db.raw<{ rows: { tx: string }[] }>(
    `select pg_snapshot_xmin(pg_current_snapshot())::text as tx`,
  );
  return { tx: rows[0]!.tx, sequence: '0' };
}
