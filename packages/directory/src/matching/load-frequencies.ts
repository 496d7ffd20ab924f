import type { Db } from '@onecampus/database';
import { type FrequencyTable, frequencyKeysOf } from '@onecampus/person-matching';
import type { MatchableRecord } from './due-record.ts';
import { termOf } from './save-keys.ts';

/** The counts that bear upon these records: one read of a few lines for each of them, however many people there are. */
export async function loadFrequencies(db: Db, records: readonly MatchableRecord[]): Promise<FrequencyTable> {
  const terms = new Set(['records']);
  for (const record of records) {
    for (const { kind, key } of frequencyKeysOf(record)) terms.add(termOf(kind, key));
  }
  const { rows } = await db.raw<{ rows: { term: string; records: number }[] }>(
    'select term, records from directory.match_frequencies where term = any(?::text[])',
    [[...terms]] as never,
  );
  const counts = new Map(rows.map((row) => [row.term, row.records]));
  return {
    records: counts.get('records') ?? 0,
    count: (kind, key) => counts.get(termOf(kind, key)) ?? 0,
  };
}
