import type { Db } from '@onecampus/database';
import type { Logger } from '@onecampus/runtime';
import { purgeLogouts } from '../store/logouts.ts';
import { purgeExpired } from '../store/purge.ts';
import { purgeSignIns } from '../store/sign-ins.ts';

/** Deletes what expired more than a day ago. What a run leaves over, the next one takes. */
export async function purge(db: Db, log: Logger): Promise<void> {
  const rows = (await purgeExpired(db)) + (await purgeLogouts(db)) + (await purgeSignIns(db));
  if (rows > 0) log.info({ rows }, 'deleted expired rows');
}
