import { type FrequencyTable, frequencyKeysOf, type MatchRecord } from '@onecampus/person-matching';

/** Counts that grow with each record, as the ones of the directory do. */
export type FrequencyCounts = FrequencyTable & { add(record: MatchRecord): void };

export function frequencyCounts(): FrequencyCounts {
  const counts = new Map<string, Map<string, number>>();
  let records = 0;
  return {
    get records() {
      return records;
    },
    count: (kind, key) => counts.get(kind)?.get(key) ?? 0,
    add: (record) => {
      records += 1;
      for (const { kind, key } of frequencyKeysOf(record)) {
        const keys = counts.get(kind) ?? new Map<string, number>();
        counts.set(kind, keys.set(key, (keys.get(key) ?? 0) + 1));
      }
    },
  };
}
