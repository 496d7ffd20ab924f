import type { Tx } from '@onecampus/database';

/** Two people who were parted are not brought together again by how they look: every pair of their records is marked. */
export async function keepApart(
  tx: Tx,
  people: { readonly holderId: string; readonly returningId: string },
  why: { readonly reason: 'split' | 'person'; readonly saidBy: string },
): Promise<void> {
  await tx.raw(
    `insert into directory.never_matches (record_a, record_b, reason, said_by)
     select least(a.id, b.id), greatest(a.id, b.id), ?, ?
     from directory.source_records a, directory.source_records b
     where a.person_id = ? and b.person_id = ?
     on conflict do nothing`,
    [why.reason, why.saidBy, people.holderId, people.returningId],
  );
}
