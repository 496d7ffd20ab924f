import type { Db } from '@onecampus/database';
import type { Logger } from '@onecampus/runtime';
import { dropOldTraces as dropOld, dropSurplusTraces } from '../store/client-traces.ts';

/** What the doctor of applications has kept for a week goes, and what is too much of one application. */
export async function dropOldTraces(db: Db, log: Logger): Promise<void> {
  const steps = (await dropOld(db)) + (await dropSurplusTraces(db));
  if (steps > 0) log.info({ steps }, 'dropped old traces of sign-ins');
}
