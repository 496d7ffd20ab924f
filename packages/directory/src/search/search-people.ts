import type { Tx } from '@onecampus/database';
import { findPage } from './find-page.ts';
import { findRecordsByIdentifier } from './find-records-by-identifier.ts';
import type { SearchPosition } from './find-words.ts';
import { knownWords } from './known-words.ts';
import { type ListedPerson, listPeopleOfRecords } from './list-people-of-records.ts';
import { nearSpellings } from './near-spellings.ts';
import { type SearchQuery, searchQuery } from './search-query.ts';

export interface PeoplePage {
  readonly people: readonly ListedPerson[];
  /** Where the next page begins; `null` = this was the last. */
  readonly next: SearchPosition | null;
  /** Nobody fits as it was typed; these are one slip of the keyboard away. */
  readonly near: boolean;
}

/** Spellings that are tried for one mistyped word. */
const spellings_max = 8;

/**
 * People of the transaction's university by name in either alphabet, number, login or e-mail. A page has at most `limit`
 * records; two records of one person on it are one line. Call it within a university.
 */
export async function searchPeople(
  tx: Tx,
  wanted: { readonly text: string; readonly after?: SearchPosition | undefined; readonly limit: number },
): Promise<PeoplePage> {
  const query = searchQuery(wanted.text);
  const { after, limit } = wanted;
  const email = query.whole && /[@._\d]/.test(query.whole) ? query.whole : undefined;
  const exact = query.whole && !after ? await findRecordsByIdentifier(tx, query.whole) : [];
  let found = await findPage(tx, { words: query.words, email, after, limit: limit + 1 });
  let near = false;
  if (found.length === 0 && exact.length === 0 && !after) {
    const words = await spelledOtherwise(tx, query);
    if (words) found = await findPage(tx, { words, email: undefined, after, limit: limit + 1 });
    near = found.length > 0;
  }
  const page = found.slice(0, limit);
  const people = await listPeopleOfRecords(tx, [...exact, ...page.map((one) => one.recordId)]);
  return { people, near, next: found.length > limit && !near ? page.at(-1)! : null };
}

/** The words with those that nobody has replaced by near ones; where each is somebody's, near ones beside each. */
async function spelledOtherwise(tx: Tx, query: SearchQuery): Promise<string[][] | undefined> {
  const typed = query.words.map((beginnings) => beginnings[0]!);
  const near = typed.map(nearSpellings);
  const known = new Set(await knownWords(tx, [...new Set([...typed, ...near.flat()])]));
  const allKnown = typed.every((word) => known.has(word));
  const words = query.words.map((beginnings, index) => {
    const others = near[index]!.filter((word) => known.has(word)).slice(0, spellings_max);
    if (allKnown) return [...beginnings, ...others];
    return known.has(typed[index]!) ? [...beginnings] : others;
  });
  return words.length > 0 && words.every((beginnings) => beginnings.length > 0) ? words : undefined;
}
