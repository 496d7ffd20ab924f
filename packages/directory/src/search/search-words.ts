import { foldedKey, searchKeysOf } from '@onecampus/person-matching';

/** What a word is: of the family name, of the given name, an e-mail address. Lists come in this order. */
export const searchRank = { family: 0, given: 1, email: 2 } as const;

export interface SearchWord {
  readonly rank: 0 | 1 | 2;
  readonly word: string;
  /** The other words of the name, in the order of a list: family name, given name, patronymic. */
  readonly rest: string;
}

export interface SearchedNames {
  readonly familyName: string;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  readonly email: string | null;
}

const word_length_max = 64;
const rest_length_max = 200;
const email_length_max = 128;
/** Of the family name and of the given name each. */
const parts_max = 3;

/**
 * The words by which a record is found. Each part of a double name is a word; a short given name is found by its full form
 * too. A patronymic alone finds nobody: half the university has it.
 */
export function searchWords(names: SearchedNames): SearchWord[] {
  const family = wordsOf(names.familyName);
  const given = wordsOf(names.givenName);
  const patronymic = wordsOf(names.patronymic);
  const full = searchKeysOf({ familyName: '', givenName: names.givenName, patronymic: null });
  const others = (parts: readonly string[], one: string) => parts.filter((part) => part !== one);
  const words: SearchWord[] = [
    ...family.map((word) => found(searchRank.family, word, [...given, ...patronymic, ...others(family, word)])),
    ...[...new Set([...given, ...full])].map((word) =>
      found(searchRank.given, word, [...family, ...patronymic, ...(given.includes(word) ? others(given, word) : [])]),
    ),
  ];
  const email = names.email?.trim().toLowerCase().slice(0, email_length_max);
  return email ? [...words, { rank: searchRank.email, word: email, rest: '' }] : words;
}

function wordsOf(name: string | null): string[] {
  return [...new Set(foldedKey(name).split(' '))].filter(Boolean).slice(0, parts_max);
}

function found(rank: 0 | 1, word: string, rest: readonly string[]): SearchWord {
  return { rank, word: word.slice(0, word_length_max), rest: rest.join(' ').slice(0, rest_length_max) };
}
