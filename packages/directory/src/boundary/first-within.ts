import type { Db, Tx } from '@onecampus/database';
import { withinUniversity } from './within-university.ts';

/**
 * Looks in one university after the other and returns what is found first: for somebody who speaks for several and names a
 * thing by its id. A thing of any other university does not exist for him.
 */
export async function firstWithin<Found>(
  db: Db,
  universityIds: readonly string[],
  find: (tx: Tx) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  for (const universityId of universityIds) {
    const found = await withinUniversity(db, universityId, find);
    if (found !== undefined) return found;
  }
  return undefined;
}
