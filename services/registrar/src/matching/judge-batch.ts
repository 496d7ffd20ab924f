import {
  acrossUniversities,
  findCandidates,
  listNeverMatches,
  loadFrequencies,
  loadRecords,
  loadRecordsOfPeople,
  lookUpByKey,
  type MatchableRecord,
  saveKeys,
  saveTerms,
} from '@onecampus/directory';
import { type Decision, decide, type FrequencyTable } from '@onecampus/person-matching';
import type { Registry } from '../registry.ts';

export interface Judged {
  readonly record: MatchableRecord;
  readonly decision: Decision;
}

/** What a batch was judged by, for those who judge a few pairs more. */
export interface Batch {
  readonly records: readonly MatchableRecord[];
  readonly recordsOf: ReadonlyMap<string, readonly MatchableRecord[]>;
  readonly neverMatches: ReadonlyMap<string, ReadonlySet<string>>;
  readonly frequencies: FrequencyTable;
  readonly judged: readonly Judged[];
}

/**
 * Files records under their present keys, and says for each whether it is somebody who is known already. Two short
 * transactions: whoever files a record at the same moment elsewhere finds this one, or is found by it.
 */
export async function judgeBatch(registry: Registry, recordIds: readonly string[]): Promise<Batch> {
  const records = await acrossUniversities(registry.db, async (tx) => {
    await lookUpByKey(tx);
    const found = await loadRecords(tx, recordIds);
    await saveTerms(tx, found);
    await saveKeys(tx, found);
    return found;
  });
  return acrossUniversities(registry.db, async (tx) => {
    await lookUpByKey(tx);
    const live = records.filter((record) => record.live);
    const candidates = await findCandidates(tx, live);
    const people = new Set([...live.map(({ personId }) => personId), ...[...candidates.values()].flat()]);
    const all = await loadRecordsOfPeople(tx, [...people]);
    const recordsOf = Map.groupBy(all, ({ personId }) => personId);
    const ownIds = live.flatMap(({ personId }) => (recordsOf.get(personId) ?? []).map(({ id }) => id));
    const neverMatches = await listNeverMatches(tx, [...new Set(ownIds)]);
    const frequencies = await loadFrequencies(tx, all);
    const judged = live.map((record) => ({
      record,
      decision: decide(
        record,
        (candidates.get(record.id) ?? []).map((personId) => ({ personId, records: recordsOf.get(personId) ?? [] })),
        frequencies,
        {
          neverMatch: apartFrom(record, recordsOf, neverMatches),
          alongside: companionsOf(record, recordsOf),
        },
      ),
    }));
    return { records, recordsOf, neverMatches, frequencies, judged };
  });
}

/** Records that are not the human of this record, nor of any other record of its person. */
export function apartFrom(
  record: MatchableRecord,
  recordsOf: ReadonlyMap<string, readonly MatchableRecord[]>,
  neverMatches: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const own = recordsOf.get(record.personId) ?? [record];
  return new Set(own.flatMap(({ id }) => [...(neverMatches.get(id) ?? [])]));
}

/** The other records of a record's person: they would come along, and may speak against it. */
export function companionsOf(
  record: MatchableRecord,
  recordsOf: ReadonlyMap<string, readonly MatchableRecord[]>,
): readonly MatchableRecord[] {
  return (recordsOf.get(record.personId) ?? []).filter(({ id }) => id !== record.id);
}
