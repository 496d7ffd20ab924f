import { readFileSync } from 'node:fs';
import { dictionary } from '@zxcvbn-ts/language-common';
import { inCyrillicLayout, inLatinLayout } from '../rules/keyboard-layout.ts';
import { inLatinLetters } from '../rules/latin-letters.ts';

let loaded: ReadonlySet<string> | undefined;

/**
 * Whether a word is among the passwords that guessers try first: some fifty thousand from leaked lists, and the Russian words
 * that people choose, each as it is, in Latin letters and in the wrong keyboard layout. Read when first asked.
 */
export function isCommonPassword(word: string): boolean {
  loaded ??= load();
  return loaded.has(word);
}

export function blocklistSize(): number {
  loaded ??= load();
  return loaded.size;
}

function load(): ReadonlySet<string> {
  const leaked = (dictionary as Record<string, readonly string[]>)['passwords-common']!;
  const russian = readFileSync(new URL('./common-russian.txt', import.meta.url), 'utf8')
    .split(/\s+/)
    .filter(Boolean);
  return new Set([
    ...leaked,
    ...leaked.slice(0, 5_000).map(inCyrillicLayout),
    ...russian.flatMap((word) => [word, inLatinLayout(word), inLatinLetters(word)]),
  ]);
}
