import type { Db } from '@onecampus/database';
import { purgeStrangers } from '../store/upstream-strangers.ts';

/** Deletes requests to be known that nobody came back for, and decisions that have had their time. */
export function purgeUpstreamStrangers(db: Db): Promise<number> {
  return purgeStrangers(db);
}
