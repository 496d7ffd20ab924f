import { describe, expect, it } from '@jest/globals';
import { createRandom } from './random.ts';

const draws = (seed: number, stream?: number) => {
  const random = createRandom(seed, stream);
  return Array.from({ length: 6 }, () => random.below(1_000_000));
};

describe('createRandom', () => {
  it('draws these very numbers on every platform', () => {
    expect(draws(2026)).toEqual([967305, 3427, 271788, 921880, 352568, 344524]);
    expect(draws(2026, 1)).toEqual([228668, 922470, 473853, 19858, 279794, 62217]);
  });

  it('gives neighbouring seeds and streams nothing in common', () => {
    const all = [draws(1), draws(2), draws(1, 1), draws(1, 2), draws(2, 1)].flat();
    expect(new Set(all).size).toBe(all.length);
  });

  it('spreads draws evenly', () => {
    const random = createRandom(7);
    const counts = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 100_000; draw++) counts[random.below(10)]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('picks early entries more often, and late ones too', () => {
    const random = createRandom(7);
    const counts = new Array<number>(100).fill(0);
    const list = counts.map((_, at) => at);
    for (let draw = 0; draw < 100_000; draw++) counts[random.pickCommon(list)]! += 1;
    expect(counts[0]!).toBeGreaterThan(5 * counts[99]!);
    expect(Math.min(...counts)).toBeGreaterThan(100);
  });
});
