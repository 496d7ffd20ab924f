import type { Tx } from '@onecampus/database';
import type { ErasureRecord } from './erasures.ts';

export type { ErasureRecord } from './erasures.ts';

/** The open erasures of a person that the transaction may see. */
export async function listErasuresOfPerson(tx: Tx, personId: string): Promise<ErasureRecord[]> {
  const { rows } = await tx.raw<{ rows: ErasureRecord[] }>(
    `select e.id, e.university_id as "universityId", u.slug as university, e.person_id as "personId", e.basis, e.state,
            e.asked_by as "askedBy", e.asked_at as "askedAt", e.decided_by as "decidedBy", e.decided_at as "decidedAt",
            e.destroyed, e.whole
     from directory.erasures e join directory.universities u on u.id = e.university_id
     where e.person_id in (select directory.same_person(?)) and e.state = 'asked' order by e.asked_at`,
    [personId],
  );
  return rows;
}
