import type { Tx } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import type { ErasedRecord } from './erased-record.ts';

/**
 * Holds the living ones of these records, and their people before them, until the transaction ends: two parts of one person
 * that are erased at the same moment find out who is the last, and nobody merges in between.
 */
export async function lockLivingRecords(tx: Tx, recordIds: readonly string[]): Promise<ErasedRecord[]> {
  const people = await lockPeople(tx, recordIds);
  const { rows } = await tx.raw<{ rows: ErasedRecord[] }>(
    `select r.id, r.person_id as "personId", r.university_id as "universityId", r.source_id as "sourceId", r.source_key as "sourceKey",
            r.family_name as "familyName", r.given_name as "givenName", r.birth_date::text as "birthDate", r.email,
            r.national_number_hmac as "nationalNumberHmac",
            array(select value_normal from directory.identifiers i where i.source_record_id = r.id and i.state <> 'tombstone') as identifiers
     from directory.source_records r
     where r.id = any(?::uuid[]) and r.erased_at is null
     order by r.id for update of r`,
    [[...recordIds]] as never,
  );
  if (rows.some(({ personId }) => !people.has(personId))) {
    throw new DomainError('database.busy', 'The person was merged or parted at this moment.', { retryAfterSeconds: 1 });
  }
  return rows;
}

async function lockPeople(tx: Tx, recordIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `select p.id from directory.people p
     where p.id in (select person_id from directory.source_records where id = any(?::uuid[]) and erased_at is null)
     order by p.id for update`,
    [[...recordIds]] as never,
  );
  return new Set(rows.map(({ id }) => id));
}
