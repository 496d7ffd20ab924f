import type { Db } from '@onecampus/database';
import type { Logger } from '@onecampus/runtime';
import { rings } from '../rules/ring.ts';
import { dropSurplusTraces } from '../store/client-traces.ts';
import { tendRing } from '../store/rings.ts';

const slice_rows = 5_000;

/** What the doctor of applications has kept for a week goes with its day, and what is too much of one application. */
export async function dropOldTraces({ db, log }: { db: Db; log: Logger }, now: Date): Promise<void> {
  const days = await tendRing(db, rings.traces, now, slice_rows);
  const surplus = await dropSurplusTraces(db);
  if (days.emptied + days.deleted + surplus > 0) log.info({ ...days, surplus }, 'dropped old traces of sign-ins');
}
