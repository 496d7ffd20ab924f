/** A stream of pseudo-random draws. Only 32-bit integer arithmetic, so that every platform draws the same. */
export type Random = {
  /** A whole number from 0 to `size` − 1. */
  below: (size: number) => number;
  /** True in `share` (0 … 1) of the draws. */
  chance: (share: number) => boolean;
  pick: <T>(list: readonly T[]) => T;
  /** An early entry more often than a late one, as with names: entry n weighs (n + evenness) to the power of −3/2. */
  pickCommon: <T>(list: readonly T[], evenness?: number) => T;
};

/** splitmix32: spreads neighbouring seeds far apart. */
function* scramble(seed: number): Generator<number, never> {
  let state = seed | 0;
  for (;;) {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    yield mixed ^ (mixed >>> 15);
  }
}

const commonness = new Map<string, Float64Array>();

function cumulativeWeights(length: number, evenness: number): Float64Array {
  let sums = commonness.get(`${length} ${evenness}`);
  if (!sums) {
    sums = new Float64Array(length);
    let sum = 0;
    // A square root is exact on every platform, another power is not.
    for (let at = 0; at < length; at++) sums[at] = sum += 1 / ((at + evenness) * Math.sqrt(at + evenness));
    commonness.set(`${length} ${evenness}`, sums);
  }
  return sums;
}

/** sfc32 seeded from `seed`; a second number gives an independent stream of the same seed, for example one per person. */
export function createRandom(seed: number, stream = 0): Random {
  const start = scramble(seed ^ Math.imul(stream + 1, 0x85ebca6b));
  let [a, b, c, counter] = [start.next().value, start.next().value, start.next().value, stream | 0];
  const next = (): number => {
    const drawn = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + drawn;
    return drawn >>> 0;
  };
  for (let round = 0; round < 12; round++) next();

  const fraction = () => next() / 0x1_0000_0000;
  const below = (size: number) => Math.floor(fraction() * size);
  return {
    below,
    chance: (share) => fraction() < share,
    pick: (list) => list[below(list.length)]!,
    pickCommon: (list, evenness = 8) => {
      const sums = cumulativeWeights(list.length, evenness);
      const wanted = fraction() * sums[sums.length - 1]!;
      let [low, high] = [0, list.length - 1];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (sums[middle]! > wanted) high = middle;
        else low = middle + 1;
      }
      return list[low]!;
    },
  };
}
