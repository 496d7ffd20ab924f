import type { Tx } from '@onecampus/database';
import { recordChange } from '../feed/record-change.ts';

/**
 * Tells the other services, in this transaction: who became whose part (or is his own again), and that both people, their
 * affiliations and their roles are to be read anew.
 */
export async function announceMerge(
  tx: Tx,
  news: { topic: 'person.merged' | 'person.split'; survivorId: string; loserId: string },
): Promise<void> {
  const { topic, survivorId, loserId } = news;
  await recordChange(tx, { topic, entityId: survivorId, payload: { other: loserId } });
  for (const entityId of [survivorId, loserId]) {
    await recordChange(tx, { topic: 'person.changed', entityId });
    await recordChange(tx, { topic: 'affiliation.changed', entityId });
  }
}
