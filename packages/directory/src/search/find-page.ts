import type { Tx } from '@onecampus/database';
import { findWords, type SearchPosition } from './find-words.ts';

/** How folded patronymics end: -ич, -вна, -ична. */
const patronymic = /(iq|vna|qna)$/;

/**
 * A page of records that fit all words: those with one of them as family name, then those with one as given name. Of several
 * words one is almost always the family name; then who has none of them as such is looked for only where a word is a
 * patronymic or nobody else fits: it means reading through everybody of a given name.
 */
export async function findPage(
  tx: Tx,
  wanted: {
    readonly words: readonly (readonly string[])[];
    readonly email: string | undefined;
    readonly after: SearchPosition | undefined;
    readonly limit: number;
  },
): Promise<SearchPosition[]> {
  const { words, after } = wanted;
  if (words.length < 2 || words.some(([typed]) => patronymic.test(typed!))) {
    return findWords(tx, { ...wanted, ranks: [0, 1] });
  }
  const found = await findWords(tx, { ...wanted, ranks: [after?.rank === 1 ? 1 : 0] });
  return found.length > 0 || after ? found : findWords(tx, { ...wanted, ranks: [1] });
}
