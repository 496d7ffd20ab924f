import { createHash } from 'node:crypto';
import type { Tx } from '@onecampus/database';
import { blockingKeysOf, type FrequencyKind, frequencyKeysOf } from '@onecampus/person-matching';
import type { MatchableRecord } from './due-record.ts';

/** How a name or an address is counted: a hash, so that the tables of counts hold nothing that could be read. */
export function termOf(kind: FrequencyKind, key: string): string {
  return createHash('sha256').update(`${kind} ${key}`).digest('base64url').slice(0, 20);
}

/** Writes the keys under which these records are found; a record that is not live has none. */
export async function saveKeys(tx: Tx, records: readonly MatchableRecord[]): Promise<void> {
  const before = await listKeys(
    tx,
    records.map(({ id }) => id),
  );
  const now = records
    .filter(({ live }) => live)
    .flatMap((record) =>
      blockingKeysOf(record).map((key) => ({ id: record.id, universityId: record.universityId, key })),
    );
  const nameOf = (line: { id: string; key: string }) => `${line.id} ${line.key}`;
  const [known, wanted] = [new Set(before.map(nameOf)), new Set(now.map(nameOf))];
  await deleteKeys(
    tx,
    before.filter((line) => !wanted.has(nameOf(line))),
  );
  await insertKeys(
    tx,
    now.filter((line) => !known.has(nameOf(line))),
  );
}

async function listKeys(tx: Tx, recordIds: readonly string[]): Promise<{ id: string; key: string }[]> {
  const { rows } = await tx.raw<{ rows: { id: string; key: string }[] }>(
    'select source_record_id as id, key from directory.match_keys where source_record_id = any(?::uuid[])',
    [[...recordIds]] as never,
  );
  return rows;
}

async function deleteKeys(tx: Tx, lines: readonly { id: string; key: string }[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.raw(
    `delete from directory.match_keys k using unnest(?::uuid[], ?::text[]) as gone (id, key)
     where k.key = gone.key and k.source_record_id = gone.id`,
    [lines.map(({ id }) => id), lines.map(({ key }) => key)] as never,
  );
}

async function insertKeys(tx: Tx, lines: readonly { id: string; universityId: string; key: string }[]): Promise<void> {
  if (lines.length === 0) return;
  await tx.raw(
    `insert into directory.match_keys (key, source_record_id, university_id)
     select * from unnest(?::text[], ?::uuid[], ?::uuid[])
     on conflict do nothing`,
    [lines.map(({ key }) => key), lines.map(({ id }) => id), lines.map(({ universityId }) => universityId)] as never,
  );
}

/**
 * Counts the names and addresses of these records: what they were counted under before is taken off, so that the counts are
 * those of all live records at any time. Terms are taken in one order, so that two instances do not lock each other out.
 */
export async function saveTerms(tx: Tx, records: readonly MatchableRecord[]): Promise<void> {
  await tx.raw(
    `with fresh as (
       select f.record_id, f.university_id, f.live, string_to_array(f.terms, ' ') as terms
       from unnest(?::uuid[], ?::uuid[], ?::boolean[], ?::text[]) as f (record_id, university_id, live, terms)
     ), before as (
       select t.source_record_id, t.terms from directory.match_terms t join fresh f on f.record_id = t.source_record_id
     ), saved as (
       insert into directory.match_terms (source_record_id, university_id, terms)
       select record_id, university_id, terms from fresh where live
       on conflict (source_record_id) do update set terms = excluded.terms
     ), gone as (
       delete from directory.match_terms t using fresh f where f.record_id = t.source_record_id and not f.live
     ), changes as (
       select unnest(terms) as term, 1 as n from fresh where live
       union all select unnest(terms), -1 from before
       union all select 'records', 1 from fresh where live
       union all select 'records', -1 from before
     ), sums as (
       select term, sum(n)::int as n from changes group by term having sum(n) <> 0
     )
     insert into directory.match_frequencies as f (term, records)
     select term, n from sums order by term
     on conflict (term) do update set records = greatest(0, f.records + excluded.records)`,
    [
      records.map(({ id }) => id),
      records.map(({ universityId }) => universityId),
      records.map(({ live }) => live),
      records.map((record) =>
        frequencyKeysOf(record)
          .map(({ kind, key }) => termOf(kind, key))
          .join(' '),
      ),
    ] as never,
  );
}
