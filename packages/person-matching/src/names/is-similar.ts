/**
 * Whether two keys differ by so little that a slip of the pen explains it: one letter put in, left out, exchanged or swapped
 * with its neighbour, from four letters on; two from nine letters on.
 */
export function isSimilar(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  const allowed = short.length >= 9 ? 2 : 1;
  if (short.length < 4 || long.length - short.length > allowed) return false;
  return slips(short, long, 0, 0, allowed);
}

function slips(a: string, b: string, startA: number, startB: number, allowed: number): boolean {
  let i = startA;
  let j = startB;
  while (i < a.length && j < b.length && a[i] === b[j]) {
    i += 1;
    j += 1;
  }
  const left = Math.max(a.length - i, b.length - j);
  if (left === 0) return true;
  if (allowed === 0) return false;
  if (left <= allowed) return true;
  return (
    slips(a, b, i + 1, j + 1, allowed - 1) ||
    slips(a, b, i + 1, j, allowed - 1) ||
    slips(a, b, i, j + 1, allowed - 1) ||
    (a[i] === b[j + 1] && a[i + 1] === b[j] && slips(a, b, i + 2, j + 2, allowed - 1))
  );
}
