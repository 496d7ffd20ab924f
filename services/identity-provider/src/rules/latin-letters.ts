const cyrillic = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя';
const latin = 'a b v g d e e zh z i y k l m n o p r s t u f h ts ch sh sch  y  e yu ya'.split(' ');
const letters = new Map([...cyrillic].map((letter, at) => [letter, latin[at]!]));

/** A Russian word as people write it where they have only Latin letters: «привет» is `privet`. Lower case in. */
export function inLatinLetters(word: string): string {
  return [...word].map((letter) => letters.get(letter) ?? letter).join('');
}
