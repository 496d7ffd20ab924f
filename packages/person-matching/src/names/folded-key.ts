import { normaliseName } from './normalise-name.ts';

/** Letter by letter, after which Cyrillic and every way to romanise it meet in the rules below. */
const letters: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ' +
    // ъ and ь stand as marks until the rules have seen which vowel follows.
    'ъ: ы:y ь: э:e ю:yu я:ya і:i ї:i є:e ґ:g ў:u ә:a ғ:g қ:k ң:n ө:o ұ:u ү:u һ:h җ:zh ҳ:kh ҷ:ch ӣ:i ӯ:u ӧ:o ӱ:u ј:i ҥ:n ҙ:z ҡ:k ҫ:s ' +
    'ı:i ß:ss æ:e ø:o ł:l đ:d ð:d þ:t œ:e ə:a'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** In this order; after each of them the letters w, q, x and c stand for ш/щ, ч, ж and ц. */
const rules: readonly (readonly [RegExp, string])[] = [
  // Alexander, Maxim, Oxana, Felix, Xenia; elsewhere x is the х of GOST 7.79.
  [/^(al[ei]|ma|o|fel[ie]|ro)x(?=[aeiy]|$)/g, '$1ks'],
  [/^x(?=en)/g, 'ks'],
  // Palladius: 张 is Zhang and Чжан.
  [/chzh/g, 'zh'],
  [/tkh|th/g, 't'],
  [/ph/g, 'f'],
  [/ck/g, 'k'],
  [/q/g, 'k'],
  [/w/g, 'v'],
  [/s+h?ch|s+h+|sch/g, 'w'],
  [/tch|ch/g, 'q'],
  [/zh/g, 'Z'],
  [/kh|x/g, 'h'],
  [/ts|tc|tz|cz/g, 'c'],
  // ъ before a vowel is `ie` in passports (Подъячев: Podieiachev).
  [/ie(?=[iyj][aeou])/g, ''],
  [/[yj]o|io/g, 'e'],
  // At the beginning it tells Яна from Анна; within, Мария and Марья are one.
  [/^[yij]+(?=[au])/g, 'I'],
  [/[yij]+(?=[aeou])/g, ''],
  [/[yij]+/g, 'i'],
  // Хрущёв is Khrushchev and Hruschov.
  [/(?<=[wqZ])o/g, 'e'],
  [/ng$/g, 'n'],
  [/(.)\1+/gu, '$1'],
  [/Z/g, 'x'],
  [/I/g, 'i'],
];

const folded = new Map<string, string>();
const remembered_max = 20_000;

/**
 * One key for the Cyrillic, passport (ICAO 9303), GOST 7.79, ISO 9 without marks and informal spelling of a name; words are
 * joined by one space, parts of a double name too. A name in another script stays as it is. Empty for what says nothing.
 */
export function foldedKey(name: string | null): string {
  const words = normaliseName(name);
  return words === null ? '' : words.split(/[ -]/).map(foldedWord).filter(Boolean).join(' ');
}

function foldedWord(word: string): string {
  const known = folded.get(word);
  if (known !== undefined) return known;
  let key = '';
  for (const letter of word) key += letters[letter] ?? withoutMarks(letter);
  for (const [pattern, by] of rules) key = key.replace(pattern, by);
  // Names follow Zipf: the same few thousand words come again and again.
  if (folded.size >= remembered_max) folded.clear();
  folded.set(word, key);
  return key;
}

function withoutMarks(letter: string): string {
  return letter < '\u0080' ? letter : letter.normalize('NFD').replace(/\p{M}/gu, '');
}
