import { inCyrillicLayout, inLatinLayout } from './keyboard-layout.ts';
import { inLatinLetters } from './latin-letters.ts';

/** The word that was meant where the keyboard was in the other layout. Lower case in. */
export function otherLayout(text: string): string {
  return /\p{Script=Cyrillic}/u.test(text) ? inLatinLayout(text) : inCyrillicLayout(text);
}

/** Ways of writing one Russian sound in Latin letters (GOST 7.79, BGN, passports, by ear), all to one. The longest first. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/shch|sch/g, 'sh'],
  [/kh/g, 'h'],
  [/ts|tz/g, 'c'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/(?:y|j|i)u/g, 'u'],
  [/(?:y|j|i)a/g, 'a'],
  [/(?:y|j)o/g, 'e'],
  [/(?:y|j)e/g, 'e'],
  [/[yj]/g, 'i'],
  [/(.)\1/g, '$1'],
];

/** A word by its sound, in Latin letters whatever the alphabet: «политех», politekh and polytech have keys that meet. */
export function soundKey(word: string): string {
  return sounds.reduce((text, [spelling, sound]) => text.replace(spelling, sound), inLatinLetters(word));
}
