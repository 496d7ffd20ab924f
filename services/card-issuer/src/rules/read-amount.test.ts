import { describe, expect, it } from '@jest/globals';
import { readAmount } from './read-amount.ts';

describe('readAmount', () => {
  it.each<[string, number | undefined]>([
    ['1250', 125_000],
    ['1 250,50', 125_050],
    ['0.5', 50],
    ['0,05', 5],
    ['0', undefined],
    ['-5', undefined],
    ['1.234,5', undefined],
    ['1e3', undefined],
    ['', undefined],
    ['сто', undefined],
  ])('%j is %s', (typed, minor) => expect(readAmount(typed)).toBe(minor));
});
