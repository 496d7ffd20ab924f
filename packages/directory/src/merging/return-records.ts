import type { Tx } from '@onecampus/database';
import type { MovedRecord } from './move-records.ts';

export interface Parting {
  /** Who holds the records today. */
  readonly holderId: string;
  /** Who gets his back. */
  readonly returningId: string;
  /** Everybody whose records are his: himself and those merged into him. */
  readonly clusterIds: readonly string[];
  /** When they became one. */
  readonly mergedAt: Date;
}

/**
 * Gives a person the records back whose home is with him or with those merged into him. A record that came in while they were
 * one stays, unless it was recognised by a national number that none but the returning records carry.
 */
export async function returnRecords(
  tx: Tx,
  { holderId, returningId, clusterIds, mergedAt }: Parting,
): Promise<MovedRecord[]> {
  const { rows } = await tx.raw<{ rows: MovedRecord[] }>(
    `with returning_home as (
       select h.source_record_id as id from directory.record_homes h where h.home_person_id = any(?::uuid[])
     ), followers as (
       select n.id
       from directory.source_records n
       where n.person_id = ? and n.created_at > ? and n.national_number_hmac is not null
         and not exists (select from directory.record_homes h where h.source_record_id = n.id)
         and exists (select from directory.national_number_marks m
                     where m.national_number_hmac = n.national_number_hmac and m.birth_date = n.birth_date and m.home_person_id = any(?::uuid[]))
     )
     update directory.source_records s set person_id = ?
     where s.id in (select id from returning_home union select id from followers) and s.person_id = ?
     returning s.id, s.university_id as "universityId"`,
    [[...clusterIds], holderId, mergedAt, [...clusterIds], returningId, holderId] as never,
  );
  return rows;
}

/** Forgets where the records came from that are there again. */
export async function forgetHomes(tx: Tx, personId: string): Promise<void> {
  await tx.raw('delete from directory.record_homes where home_person_id = ?', [personId]);
}

/** Marks go back with their owner; so does one that only his records carry by now. */
export async function returnMarks(tx: Tx, { holderId, returningId, clusterIds }: Parting): Promise<void> {
  await tx.raw(
    `update directory.national_number_marks m
     set person_id = ?, home_person_id = nullif(m.home_person_id, ?)
     where m.person_id = ?
       and (m.home_person_id = any(?::uuid[])
            or m.home_person_id is null
               and exists (select from directory.source_records r where r.person_id = ? and r.national_number_hmac = m.national_number_hmac and r.birth_date = m.birth_date)
               and not exists (select from directory.source_records r where r.person_id = ? and r.national_number_hmac = m.national_number_hmac and r.birth_date = m.birth_date))`,
    [returningId, returningId, holderId, [...clusterIds], returningId, holderId] as never,
  );
}
