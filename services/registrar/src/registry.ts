import type { Db } from '@onecampus/database';
import type { FeedWaker } from '@onecampus/directory';
import type { Clock } from '@onecampus/runtime';
import type { ImportsUnderWay } from './imports-under-way.ts';

/** What every use case works with. */
export interface Registry {
  readonly db: Db;
  /** A pool of its own for imports: those that wait in line never take the last connection from somebody who looks. */
  readonly importDb: Db;
  /** Called after a commit, so that the other services read the feed at once. */
  readonly waker: FeedWaker;
  readonly clock: Clock;
  /** What may wait does so while a roll comes in. */
  readonly imports: ImportsUnderWay;
  readonly newId: () => string;
  /** A person's public reference. */
  readonly newReference: () => string;
  /** HMAC-SHA-256 of a national number's eleven digits, under a key that the database never sees; in hex. */
  readonly markNationalNumber: (digits: string) => string;
  /** CAMPUS_DATA_KEY, 32 bytes: wraps the data keys of records, and marks the identifiers of erased people. */
  readonly dataKey: Uint8Array;
}
