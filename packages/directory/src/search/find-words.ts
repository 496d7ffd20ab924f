import type { Tx } from '@onecampus/database';

/** Where a list stands: after this line. */
export interface SearchPosition {
  readonly rank: number;
  readonly word: string;
  readonly rest: string;
  readonly recordId: string;
}

/** Sorts after every word that begins with the same letters. */
const end = '\u{10ffff}';

/**
 * Records of the transaction's university that fit all words, in the order family name, given name, address, each by the
 * alphabet of the folded name. Every branch is a range of the primary key read in order, so that the thousands of a common
 * name cost no more than the first page of them.
 *
 * @param words for each word the beginnings that count as it
 */
export async function findWords(
  tx: Tx,
  wanted: {
    readonly words: readonly (readonly string[])[];
    /** Family names, given names or both. */
    readonly ranks: readonly (0 | 1)[];
    readonly email: string | undefined;
    readonly after: SearchPosition | undefined;
    readonly limit: number;
  },
): Promise<SearchPosition[]> {
  const values: unknown[] = [];
  const branches: string[] = [];
  const branch = (rank: number, lead: string, conditions: readonly Condition[]) => {
    const { after } = wanted;
    if (after && after.rank > rank) return;
    const all = [
      { sql: 'word >= ? and word < ?', values: [lead, lead + end] },
      ...conditions,
      ...(after?.rank === rank
        ? [{ sql: '(word, rest, source_record_id) > (?, ?, ?)', values: [after.word, after.rest, after.recordId] }]
        : []),
    ];
    values.push(...all.flatMap((one) => one.values), wanted.limit);
    branches.push(
      `(select rank, word, rest, source_record_id from directory.people_search
        where university_id = directory.current_university() and rank = ${rank} and ${all.map((one) => one.sql).join(' and ')}
        order by word, rest, source_record_id limit ?)`,
    );
  };
  wanted.words.forEach((leads, index) => {
    const others = wanted.words.filter((_, at) => at !== index);
    for (const lead of leads) {
      if (wanted.ranks.includes(0)) branch(0, lead, others.map(inRest));
      // Whoever has the word as family name is in the list already. The rest begins with the family name, which is passed over.
      if (wanted.ranks.includes(1))
        branch(1, lead, [{ sql: 'not starts_with(rest, ?)', values: [lead] }, ...others.map(afterFirst)]);
    }
  });
  if (wanted.email) branch(2, wanted.email, []);
  if (branches.length === 0) return [];
  const { rows } = await tx.raw<{ rows: SearchPosition[] }>(
    `select distinct rank, word, rest, source_record_id as "recordId" from (${branches.join(' union all ')}) as found
     order by rank, word, rest, "recordId" limit ?`,
    [...values, wanted.limit] as never,
  );
  return rows;
}

interface Condition {
  readonly sql: string;
  readonly values: readonly string[];
}

function inRest(beginnings: readonly string[]): Condition {
  return {
    sql: `(${beginnings.map(() => 'starts_with(rest, ?) or rest like ?').join(' or ')})`,
    values: beginnings.flatMap((one) => [one, laterWord(one)]),
  };
}

function afterFirst(beginnings: readonly string[]): Condition {
  return {
    sql: `(${beginnings.map(() => 'rest like ?').join(' or ')})`,
    values: beginnings.map(laterWord),
  };
}

/** Folded words are letters only; what LIKE takes for more than a letter is left out all the same. */
function laterWord(beginning: string): string {
  return `% ${beginning.replace(/[\\%_]/g, '')}%`;
}
