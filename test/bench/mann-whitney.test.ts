import { describe, expect, it } from '@jest/globals';
import { seeded } from '../faults/random.ts';
import { mannWhitney } from './mann-whitney.ts';

describe('two samples', () => {
  const random = seeded(7);
  const sample = (count: number, from: number) => Array.from({ length: count }, () => random.between(from, from + 10));

  it('of the same kind are not told apart', () => {
    const { p, winning } = mannWhitney(sample(500, 0), sample(500, 0));
    expect(p).toBeGreaterThan(0.01);
    expect(Math.abs(winning - 0.5)).toBeLessThan(0.06);
  });

  it('of which one is slower are, also where one of the other was held up for long', () => {
    const held = [...sample(499, 0), 100_000];
    const { p, winning } = mannWhitney(sample(500, 2), held);
    expect(p).toBeLessThan(1e-6);
    expect(winning).toBeGreaterThan(0.6);
  });

  it('counts wins as they are, and ties as half', () => {
    // Ranks 1 3 5 7 9 against 2 4 6 8 10: U = 10, of 25 possible wins.
    expect(mannWhitney([1, 3, 5, 7, 9], [2, 4, 6, 8, 10]).winning).toBeCloseTo(10 / 25, 10);
    expect(mannWhitney([1, 1, 1], [1, 1, 1])).toEqual({ p: expect.closeTo(1, 6), winning: 0.5 });
  });
});
