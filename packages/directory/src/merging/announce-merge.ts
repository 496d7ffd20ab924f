import type { Tx } from '@onecampus/database';

/**
 * Tells the other services, in this transaction: who became whose part (or is his own again), and that both people and their
 * affiliations are to be read anew.
 */
export async function announceMerge(
  tx: Tx,
  news: { topic: 'person.merged' | 'person.split'; survivorId: string; loserId: string },
): Promise<void> {
  const { topic, survivorId, loserId } = news;
  await tx.raw(
    `insert into directory.change_feed (topic, entity_id, payload)
     select n.topic, n.id, n.payload
     from (values (?, ?::uuid, jsonb_build_object('other', ?::uuid)),
       ('person.changed', ?, '{}'), ('affiliation.changed', ?, '{}'), ('person.changed', ?, '{}'), ('affiliation.changed', ?, '{}')) as n (topic, id, payload)`,
    [topic, survivorId, loserId, survivorId, survivorId, loserId, loserId],
  );
}
