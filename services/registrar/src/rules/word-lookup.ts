import { wordKey } from './clean-text.ts';

/** Finds the meaning of a university's word; only its own words count where it has any. */
export type WordLookup<Meaning extends string> = (word: string) => Meaning | undefined;

export function wordLookup<Meaning extends string>(
  own: Readonly<Record<string, Meaning>>,
  defaults: Readonly<Record<Meaning, readonly string[]>>,
): WordLookup<Meaning> {
  const meanings = new Map<string, Meaning>();
  const ownWords = Object.entries<Meaning>(own);
  for (const [word, meaning] of ownWords) meanings.set(wordKey(word), meaning);
  if (ownWords.length === 0) {
    for (const [meaning, words] of Object.entries<readonly string[]>(defaults)) {
      for (const word of words) meanings.set(wordKey(word), meaning as Meaning);
    }
  }
  return (word) => meanings.get(wordKey(word));
}
