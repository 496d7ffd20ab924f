import type { Db } from '@onecampus/database';
import { blockingKeysOf, candidates_max } from '@onecampus/person-matching';
import type { MatchableRecord } from './due-record.ts';

/**
 * Who shares a key with each of these records, other sources' records only: ids of people by id of the record, the strongest
 * keys first, at most fifty people for each.
 */
export async function findCandidates(db: Db, records: readonly MatchableRecord[]): Promise<Map<string, string[]>> {
  const lines = records.flatMap((record) => blockingKeysOf(record).map((key, strength) => ({ record, key, strength })));
  const { rows } = await db.raw<{ rows: { recordId: string; personId: string }[] }>(
    `select due.record_id as "recordId", found.person_id as "personId"
     from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::int[]) as due (record_id, source_id, person_id, key, strength)
     cross join lateral (
       select distinct r.person_id
       from directory.match_keys k join directory.source_records r on r.id = k.source_record_id
       where k.key = due.key and r.source_id <> due.source_id and r.person_id <> due.person_id
       order by r.person_id
       limit ?
     ) as found
     order by due.record_id, due.strength, found.person_id`,
    [
      lines.map(({ record }) => record.id),
      lines.map(({ record }) => record.sourceId),
      lines.map(({ record }) => record.personId),
      lines.map(({ key }) => key),
      lines.map(({ strength }) => strength),
      candidates_max,
    ] as never,
  );
  const candidates = new Map<string, string[]>();
  for (const { recordId, personId } of rows) {
    const people = candidates.get(recordId) ?? [];
    if (people.length < candidates_max && !people.includes(personId)) people.push(personId);
    candidates.set(recordId, people);
  }
  return candidates;
}
