import type { Tx } from '@onecampus/database';

export interface LockedPerson {
  readonly id: string;
  readonly status: 'active' | 'merged' | 'erased';
  readonly createdAt: Date;
}

/**
 * Takes hold of all that stands with these people, in the order in which a roll takes it as well: records, marks, people.
 * Waits for whoever is just giving one of them a new record, and whoever comes later sees what became of them.
 */
export async function lockPeople(tx: Tx, personIds: readonly string[]): Promise<LockedPerson[]> {
  const ids = [[...personIds]] as never;
  await tx.raw('select id from directory.source_records where person_id = any(?::uuid[]) order by id for update', ids);
  await tx.raw(
    `select person_id from directory.national_number_marks where person_id = any(?::uuid[])
     order by national_number_hmac, birth_date for update`,
    ids,
  );
  const { rows } = await tx.raw<{ rows: LockedPerson[] }>(
    `select id, status, created_at as "createdAt" from directory.people where id = any(?::uuid[]) order by id for update`,
    ids,
  );
  return rows;
}
