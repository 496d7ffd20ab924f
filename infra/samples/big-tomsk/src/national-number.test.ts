import { describe, expect, it } from '@jest/globals';
import { inventedSnils, snilsCheckDigits } from './national-number.ts';

describe('snilsCheckDigits', () => {
  it.each([
    ['112233445', '95'],
    ['087654303', '00'],
    ['999999999', '01'],
    ['900000000', '81'],
  ])('%s → %s', (nine, check) => {
    expect(snilsCheckDigits(nine)).toBe(check);
  });
});

describe('inventedSnils', () => {
  it('never gives one number twice and stays in the invented range', () => {
    const seen = new Set<string>();
    for (let index = 0; index < 200_000; index++) {
      const number = inventedSnils(index, 4_000_000_000);
      if (number >= '90000100000' && number.length === 11) seen.add(number);
    }
    expect(seen.size).toBe(200_000);
  });

  it('walks with a step that shares no factor with the range', () => {
    const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
    expect(gcd(61_803_401, 99_999_000)).toBe(1);
  });
});
