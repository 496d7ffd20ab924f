import type { Tx } from '@onecampus/database';
import { type SearchedNames, searchWords } from './search-words.ts';

/**
 * Writes the words of records of the transaction's university that came or changed since. A writer of one person calls it in
 * its own transaction, so that he is found at once; the job does the rest. Two at once wait for each other.
 *
 * @returns how many records were looked at; fewer than `limit` = none is left
 */
export async function indexDueNames(tx: Tx, limit: number): Promise<number> {
  const due = await takeDue(tx, limit);
  if (due.length === 0) return 0;
  const names = await readNames(tx, due);
  await dropWords(tx, due);
  const words = names.flatMap((one) => searchWords(one).map((word) => ({ ...word, recordId: one.recordId })));
  if (words.length > 0) await insertWords(tx, words);
  return due.length;
}

async function takeDue(tx: Tx, limit: number): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `delete from directory.people_search_due where source_record_id in (
       select source_record_id from directory.people_search_due
       where university_id = directory.current_university() order by source_record_id limit ?)
     returning source_record_id as id`,
    [limit],
  );
  return rows.map((row) => row.id);
}

async function readNames(tx: Tx, recordIds: readonly string[]): Promise<(SearchedNames & { recordId: string })[]> {
  const { rows } = await tx.raw<{ rows: (SearchedNames & { recordId: string })[] }>(
    `select id as "recordId", family_name as "familyName", given_name as "givenName", patronymic, email
     from directory.source_records where id = any(?::uuid[]) and family_name is not null`,
    [[...recordIds]] as never,
  );
  return rows;
}

async function dropWords(tx: Tx, recordIds: readonly string[]): Promise<void> {
  await tx.raw(`delete from directory.people_search where source_record_id = any(?::uuid[])`, [
    [...recordIds],
  ] as never);
}

async function insertWords(
  tx: Tx,
  words: readonly { rank: number; word: string; rest: string; recordId: string }[],
): Promise<void> {
  await tx.raw(
    `insert into directory.people_search (university_id, rank, word, rest, source_record_id)
     select directory.current_university(), w.rank, w.word, w.rest, w.record_id
     from unnest(?::smallint[], ?::text[], ?::text[], ?::uuid[]) as w (rank, word, rest, record_id)
     order by 2, 3, 4, 5 on conflict do nothing`,
    [
      words.map((one) => one.rank),
      words.map((one) => one.word),
      words.map((one) => one.rest),
      words.map((one) => one.recordId),
    ] as never,
  );
}
