/**
 * Whether two folded names have the same consonants, two at least, and end alike: Mohammed and Мухаммад, Khaled and Халид.
 * For names of two alphabets only; within one, Марина and Мирон would be one.
 */
export function soundsAlike(one: string, other: string): boolean {
  const consonants = skeleton(one);
  return (
    consonants.replaceAll(' ', '').length >= 2 &&
    consonants === skeleton(other) &&
    one.endsWith('a') === other.endsWith('a')
  );
}

/** Vowels go, and with them h at the end of a syllable and the Arabic article's hyphen. */
function skeleton(name: string): string {
  return name
    .replace(/h(?![aeiou])/g, '')
    .replace(/[aeiou ]/g, '')
    .replace(/(.)\1+/g, '$1');
}
