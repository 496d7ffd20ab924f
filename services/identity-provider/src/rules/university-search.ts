import type { University } from '@onecampus/directory';
import { ofDomain } from './hinted-university.ts';
import { otherLayout, soundKey } from './spelling.ts';

/** Finds what somebody may mean among universities that were prepared once. */
export type UniversitySearch = (question: string) => University[];

/**
 * Prepares universities to be searched: what they are called is spelled out once, since a search reads all of it.
 *
 * The search gives those that somebody may mean, the likeliest first: by name, abbreviation, alias, domain, address or
 * e-mail, whole or begun, in either alphabet, and with the keyboard in the wrong layout. An empty question finds all, in
 * their order.
 */
export function universitySearch(universities: readonly University[]): UniversitySearch {
  const prepared = universities.map((university) => ({ university, names: namesOf(university) }));
  return (question) => {
    const typed = plain(question);
    if (typed === '') return [...universities];
    const owner = ofDomain(universities, domainIn(question));
    if (owner) return [owner];
    const asked = [
      { ...asking(typed), costs: 0 },
      { ...asking(plain(otherLayout(question.toLowerCase()))), costs: other_layout_costs },
    ];
    return prepared
      .map(({ university, names }, order) => ({
        university,
        order,
        rank: Math.min(...asked.map((one) => rankAmong(names, one) + one.costs)),
      }))
      .filter(({ rank }) => rank < unlike)
      .toSorted((one, other) => one.rank - other.rank || one.order - other.order)
      .map(({ university }) => university);
  };
}

/** No rank of a match is as high, with what the other layout costs. */
const unlike = 100;
/** A match in the other layout counts less than any match of what was really typed. */
const other_layout_costs = 10;

interface Asked {
  readonly text: string;
  readonly key: string;
  readonly words: readonly string[];
}

function asking(text: string): Asked {
  const key = keyOf(text);
  return { text, key, words: key.split(' ') };
}

interface Names {
  /** What it is called for short: compared whole or by its beginning. */
  readonly short: readonly { readonly text: string; readonly key: string }[];
  /** Names of several words: each word of the question has to begin one of theirs. */
  readonly long: readonly { readonly key: string; readonly words: readonly string[] }[];
}

function rankAmong({ short, long }: Names, { text, key, words }: Asked): number {
  if (key === '') return unlike;
  if (short.some((name) => name.text === text)) return 0;
  if (short.some((name) => name.key === key)) return 1;
  if (short.some((name) => name.text.startsWith(text) || name.key.startsWith(key))) return 2;
  if (long.some((name) => beginsWords(name.words, words))) return 3;
  if (key.length >= 3 && [...short, ...long].some((name) => name.key.includes(key))) return 4;
  if (long.some((name) => words.every((word) => name.words.some((other) => isSlip(word, other))))) return 5;
  return unlike;
}

function beginsWords(name: readonly string[], asked: readonly string[]): boolean {
  return asked.every((word) => name.some((other) => other.startsWith(word)));
}

/** One letter too many, too few, other or two changed places, in a word that is long enough to tell. */
function isSlip(asked: string, meant: string): boolean {
  if (asked.length < 5) return meant.startsWith(asked);
  if (meant.startsWith(asked)) return true;
  let at = 0;
  while (at < asked.length && asked[at] === meant[at]) at += 1;
  const [rest, other] = [asked.slice(at), meant.slice(at)];
  const begins = (text: string) => other.startsWith(text) || other === text;
  return (
    begins(rest.slice(1)) ||
    other.slice(1).startsWith(rest) ||
    (rest.length > 1 && other.slice(1).startsWith(rest.slice(1))) ||
    (rest.length > 1 && begins(rest[1]! + rest[0]! + rest.slice(2)))
  );
}

function namesOf({ slug, name, shortName, aliases, homeOrganization, scopes }: University): Names {
  const full = [name.ru, name.en].map(plain);
  const domains = [homeOrganization, ...scopes].map(plain);
  const short = [slug, shortName.ru, shortName.en, ...aliases].map(plain).concat(domains, full.flatMap(initials));
  const long = [...full, ...aliases.map(plain)];
  return {
    short: [...new Set(short)].map((text) => ({ text, key: keyOf(text) })),
    long: [...new Set(long)].map(asking),
  };
}

/** First letters of the words, with and without the little ones: people make abbreviations of their own. */
function initials(name: string): string[] {
  const words = name.split(' ');
  const first = (all: readonly string[]) => all.map((word) => word[0] ?? '').join('');
  return [first(words), first(words.filter((word) => word.length > 3))].filter((one) => one.length > 1);
}

/** Lower case, ё as е, and nothing but letters and digits with single spaces between. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function keyOf(text: string): string {
  return text.split(' ').map(soundKey).join(' ').trim();
}

/** The host of a web address, what follows the @ of an e-mail, or a bare domain. */
function domainIn(question: string): string | undefined {
  const text = question.normalize('NFKC').trim().toLowerCase();
  const [, afterAt] = /@([^\s@/]+)$/.exec(text) ?? [];
  if (afterAt) return afterAt;
  const [, host] = /^(?:https?:\/\/)?([\p{L}\p{N}.-]+\.\p{L}{2,})(?:[/:?].*)?$/u.exec(text) ?? [];
  return host;
}
