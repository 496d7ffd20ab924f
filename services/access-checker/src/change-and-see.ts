import { type Db, type Tx, transaction } from '@onecampus/database';
import type { FeedWaker } from '@onecampus/directory';
import type { SnapshotKeeper } from './snapshot/keep-snapshot.ts';
import type { ChangedThing } from './snapshot/read-update.ts';

/** What a change of zones, rules or terminals needs. */
export interface Changing {
  readonly db: Db;
  readonly waker: FeedWaker;
  readonly keeper: SnapshotKeeper;
}

/**
 * Changes something in one transaction and returns when this instance decides by it, so that whoever has enrolled a
 * terminal can use it at once, even while another service's long transaction holds the feed. Other instances follow the
 * feed.
 */
export async function changeAndSee<Result>(
  { db, waker, keeper }: Changing,
  work: (tx: Tx) => Promise<Result>,
  changed: (result: Result) => ChangedThing,
): Promise<Result> {
  const result = await transaction(db, work);
  waker.wake();
  await keeper.readAnew([changed(result)]);
  return result;
}
