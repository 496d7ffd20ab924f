import { searchKeysOf } from '@onecampus/person-matching';

/** What was typed, understood: for each word the beginnings that count as it. */
export interface SearchQuery {
  readonly words: readonly (readonly string[])[];
  /** The whole of it as an identifier or the beginning of an address, where it could be one. */
  readonly whole: string | undefined;
}

const words_max = 5;
const length_max = 100;

/**
 * Reads a search as typed, in either alphabet: words in any order, each the beginning of a name; a short form also means its
 * full names (Саша: Александр, Александра). A beginning that ends in и may go on with a vowel, before which the folding
 * drops it (Юли: Юлия).
 */
export function searchQuery(text: string): SearchQuery {
  const typed = text
    .slice(0, length_max)
    .replace(/\p{Cc}/gu, ' ')
    .normalize('NFC')
    .trim();
  // Nobody's name has a digit or an @.
  const names = /[\d@]/.test(typed) ? [] : typed.split(/[\s.,/-]+/u).flatMap(beginningsOf);
  return {
    words: [...new Map(names.map((beginnings) => [beginnings[0], beginnings])).values()].slice(0, words_max),
    whole: /\s/.test(typed) || typed === '' ? undefined : typed.toLowerCase(),
  };
}

/** The folded word, how it may go on, and the full names that it may stand for. */
function beginningsOf(typed: string): string[][] {
  const [word, ...full] = searchKeysOf({ familyName: '', givenName: typed, patronymic: null });
  return word === undefined ? [] : [[...new Set([word, ...softEnds(word), ...full])]];
}

function softEnds(word: string): string[] {
  return word.length > 2 && word.endsWith('i') ? ['a', 'e', 'u'].map((vowel) => word.slice(0, -1) + vowel) : [];
}
