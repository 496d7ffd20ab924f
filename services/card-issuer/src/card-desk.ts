import type { Db } from '@onecampus/database';
import type { FeedWaker } from '@onecampus/directory';
import type { CardNumber } from '@onecampus/pass-codes';
import type { Clock } from '@onecampus/runtime';

/** What every use case works with. */
export interface CardDesk {
  readonly db: Db;
  /** Called after a commit, so that the other services read the feed at once. */
  readonly waker: FeedWaker;
  readonly clock: Clock;
  readonly drawNumber: () => CardNumber;
  readonly newId: () => string;
}
