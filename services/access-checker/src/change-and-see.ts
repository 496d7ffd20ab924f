import { type Db, type Tx, transaction } from '@onecampus/database';
import type { FeedWaker } from '@onecampus/directory';
import type { SnapshotKeeper } from './snapshot/keep-snapshot.ts';
import { currentTransaction } from './store/current-transaction.ts';

/** Another service's long transaction can hold the feed; an administrator then gets the answer without the guarantee. */
const seen_timeout_ms = 1_000;

/** What a change of zones, rules or terminals needs. */
export interface Changing {
  readonly db: Db;
  readonly waker: FeedWaker;
  readonly keeper: SnapshotKeeper;
}

/**
 * Changes something in one transaction and returns when this instance decides by it, so that whoever has enrolled a
 * terminal can use it at once. Other instances follow within the feed's delay.
 */
export async function changeAndSee<Result>(
  { db, waker, keeper }: Changing,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const { result, id } = await transaction(db, async (tx) => ({
    result: await work(tx),
    id: await currentTransaction(tx),
  }));
  waker.wake();
  await keeper.untilSeen(id, seen_timeout_ms);
  return result;
}
