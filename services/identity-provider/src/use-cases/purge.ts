import type { Db } from '@onecampus/database';
import type { Logger } from '@onecampus/runtime';
import { purgeExpired } from '../store/purge.ts';

/** Deletes what expired more than a day ago. What a run leaves over, the next one takes. */
export async function purge(db: Db, log: Logger): Promise<void> {
  const rows = await purgeExpired(db);
  if (rows > 0) log.info({ rows }, 'deleted expired rows');
}
