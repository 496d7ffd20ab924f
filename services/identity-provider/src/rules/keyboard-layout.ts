/** The keys of a Russian keyboard in both of its layouts, in the same order. */
const latinKeys = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const cyrillicKeys = 'ёйцукенгшщзхъфывапролджэячсмитьбю';
const shiftedLatin = '~{}:"<>';
const shiftedCyrillic = 'ёхъжэбю';

const toCyrillic = table(latinKeys + shiftedLatin, cyrillicKeys + shiftedCyrillic);
const toLatin = table(cyrillicKeys, latinKeys);

/** What the same keys write in the Russian layout: `gfhjkm` is «пароль». Lower case in, lower case out. */
export function inCyrillicLayout(text: string): string {
  return [...text].map((letter) => toCyrillic.get(letter) ?? letter).join('');
}

/** What the same keys write in the Latin layout: «йцукен» is `qwerty`. */
export function inLatinLayout(text: string): string {
  return [...text].map((letter) => toLatin.get(letter) ?? letter).join('');
}

const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'];
const neighbours = new Set(
  rows.flatMap((row) => [...row].slice(1).flatMap((letter, at) => [`${row[at]}${letter}`, `${letter}${row[at]}`])),
);

/** Whether two letters lie beside each other in a row of the keyboard. */
export function areNeighbours(one: string, other: string): boolean {
  return neighbours.has(one + other);
}

function table(from: string, to: string): ReadonlyMap<string, string> {
  const letters = [...to];
  return new Map([...from].map((letter, at) => [letter, letters[at]!]));
}
