const letters = [...'abcdefghijklmnopqrstuvwxz'];
/** A shorter word is near too many others. */
const length_min = 4;
const length_max = 24;

/** All words one slip of the keyboard away: two letters swapped, one missing, one too many, one wrong. */
export function nearSpellings(word: string): string[] {
  if (word.length < length_min || word.length > length_max) return [];
  const near = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    if (after) near.add(before + after.slice(1));
    if (after.length > 1) near.add(before + after[1] + after[0] + after.slice(2));
    for (const letter of letters) {
      near.add(before + letter + after);
      if (after) near.add(before + letter + after.slice(1));
    }
  }
  near.delete(word);
  return [...near];
}
