import type { Tx } from '@onecampus/database';
import type { ErasedRecord } from './erased-record.ts';

/**
 * Tells the other services: for each part of a person that its university now says nothing of him, and `person.erased` for
 * everybody of whom nothing is left.
 */
export async function announceErasure(
  tx: Tx,
  records: readonly ErasedRecord[],
  erasedPeople: readonly string[],
): Promise<void> {
  await tx.raw(
    `insert into directory.change_feed (topic, entity_id, university_id)
     select distinct topic, part.person_id, part.university_id
     from unnest(?::uuid[], ?::uuid[]) as part (person_id, university_id)
     cross join (values ('person.changed'), ('affiliation.changed')) as news (topic)`,
    [records.map(({ personId }) => personId), records.map(({ universityId }) => universityId)] as never,
  );
  await tx.raw(
    `insert into directory.change_feed (topic, entity_id) select 'person.erased', person from unnest(?::uuid[]) as person`,
    [[...erasedPeople]] as never,
  );
  await tx.raw(
    `update directory.people set version = version + 1, updated_at = now() where id = any(?::uuid[]) and status <> 'erased'`,
    [records.map(({ personId }) => personId)] as never,
  );
}
