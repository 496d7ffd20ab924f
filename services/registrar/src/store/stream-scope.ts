import type { Db, Tx } from '@onecampus/database';
import { acrossUniversities, withinUniversity } from '@onecampus/directory';

/** A university's streams within its boundary; the consortium's own, and the operator's look at any, across. */
export function inStreamScope<Result>(
  db: Db,
  universityId: string | undefined,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return universityId === undefined ? acrossUniversities(db, work) : withinUniversity(db, universityId, work);
}

/** Tokens on their way are the steward's to change. For after the asker's own boundary has said whose stream it is. */
export async function goOnAcross(tx: Tx): Promise<void> {
  await tx.raw('set local role campus_steward');
}
