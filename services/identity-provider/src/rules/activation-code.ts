/**
 * Codes that people read aloud, in Russian as in English: sixteen bits become a word of five letters, consonant and vowel in
 * turn (after Wilkerson's "proquints", arXiv:0901.4016). `lusab-babad-gutih-tugad` is «лусаб-бабад-гутих-тугад», and either
 * may be typed, so nobody has to switch the keyboard.
 */
const consonants = 'bdfghjklmnprstvz';
const vowels = 'aiou';
const cyrillic: Readonly<Record<string, string>> = {
  ...{ b: 'б', d: 'д', f: 'ф', g: 'г', h: 'х', j: 'ж', k: 'к', l: 'л', m: 'м', n: 'н', p: 'п', r: 'р', s: 'с', t: 'т' },
  ...{ v: 'в', z: 'з', a: 'а', i: 'и', o: 'о', u: 'у' },
};
const latin: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(cyrillic).map(([one, other]) => [other, one]),
);
const words_in_code = 4;

/** Beginnings of words that nobody should find on a sheet with his name. */
const improper =
  /huj|hui|pizd|pidor|mud[ai]|gandon|zalup|suk[ai]|jop[aiu]|fuk|fak|fag|nig|dolb|gov[on]|trah|tits|kunt|sod[oa]m/;

/** Four words from eight random bytes; `undefined` for the few that read badly: draw again. */
export function activationCodeOf(bytes: Uint8Array): string | undefined {
  const words: string[] = [];
  for (let at = 0; at < words_in_code * 2; at += 2) words.push(wordOf((bytes[at]! << 8) | bytes[at + 1]!));
  return improper.test(words.join('')) ? undefined : words.join('-');
}

/** The same code in the other alphabet. */
export function inCyrillic(code: string): string {
  return [...code].map((letter) => cyrillic[letter] ?? letter).join('');
}

/** The code that somebody typed, in the one form in which codes are compared; `undefined` for what is none. */
export function activationCodeFrom(typed: string): string | undefined {
  if (typed.length > 200) return undefined;
  const letters = [...typed.normalize('NFC').toLowerCase()]
    .filter((letter) => !/[\s\p{Pd}.,_]/u.test(letter))
    .map((letter) => latin[letter] ?? letter)
    .join('');
  const word = `[${consonants}][${vowels}][${consonants}][${vowels}][${consonants}]`;
  if (!new RegExp(`^(?:${word}){${words_in_code}}$`).test(letters)) return undefined;
  return letters.match(/.{5}/g)!.join('-');
}

function wordOf(bits: number): string {
  const consonant = (shift: number) => consonants[(bits >> shift) & 15]!;
  const vowel = (shift: number) => vowels[(bits >> shift) & 3]!;
  return consonant(12) + vowel(10) + consonant(6) + vowel(4) + consonant(0);
}
