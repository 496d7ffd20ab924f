import { blockingKeysOf, compareRecords, frequenciesOf, type MatchRecord, scorePair } from '@onecampus/person-matching';
import { frequencyCounts } from './frequency-counts.ts';
import type { TrueRecord } from './make-records.ts';

/** Pairs that share a key, compared and scored one after another on one core; names are read from the cells once each. */
export function pairsPerSecond(records: readonly TrueRecord[]): number {
  const counts = frequencyCounts();
  const last = new Map<string, MatchRecord>();
  const pairs: [MatchRecord, MatchRecord][] = [];
  for (const { record } of records) {
    counts.add(record);
    for (const key of blockingKeysOf(record)) {
      const other = last.get(key);
      if (other) pairs.push([record, other]);
      last.set(key, record);
    }
  }
  const before = performance.now();
  let bits = 0;
  for (const [one, other] of pairs)
    bits += scorePair(compareRecords(one, other), frequenciesOf(one, other, counts)).bits;
  const rate = (1000 * pairs.length) / (performance.now() - before);
  return Number.isFinite(bits) ? rate : Number.NaN;
}
