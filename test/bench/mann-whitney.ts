/**
 * Whether one of two samples tends to be larger (Mann & Whitney 1947): it looks at ranks alone, so an answer that was held up
 * for a second weighs no more than any other. Ties share their rank; p is two-sided, by the normal approximation, good from
 * twenty of each on.
 */
export function mannWhitney(
  first: readonly number[],
  second: readonly number[],
): {
  readonly p: number /** How often one of the first is larger than one of the second. */;
  readonly winning: number;
} {
  const all = [...first.map((value) => ({ value, of: 0 })), ...second.map((value) => ({ value, of: 1 }))].toSorted(
    (one, other) => one.value - other.value,
  );
  let rankSum = 0;
  let ties = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]!.value === all[from]!.value) to += 1;
    const rank = (from + 1 + to) / 2;
    rankSum += rank * all.slice(from, to).filter(({ of }) => of === 0).length;
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  const [n, m] = [first.length, second.length];
  const u = rankSum - (n * (n + 1)) / 2;
  const total = n + m;
  const deviation = Math.sqrt(((n * m) / 12) * (total + 1 - ties / (total * (total - 1))));
  const z = deviation === 0 ? 0 : Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / deviation;
  return { p: Math.min(1, 2 * upperTail(z)), winning: u / (n * m) };
}

/** Of the standard normal distribution (Abramowitz & Stegun 26.2.17, to 7.5e-8). */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
