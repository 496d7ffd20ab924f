import { describe, expect, it } from '@jest/globals';
import { median, percentile, readable, spreadOf } from './statistics.ts';

describe('a percentile', () => {
  it('is the middle one of an odd number, and lies between the middle two of an even one', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });

  it('reaches from the smallest to the largest', () => {
    const values = [5, 1, 4, 2, 3];
    expect([percentile(values, 0), percentile(values, 25), percentile(values, 100)]).toEqual([1, 2, 5]);
  });

  it('of nothing is not a number', () => {
    expect(median([])).toBeNaN();
  });
});

describe('a figure for people', () => {
  it.each([
    [1_234_567.8, '1 234 568'],
    [123.4, '123'],
    [45.67, '45.7'],
    [0.456, '0.46'],
    [0.01234, '0.012'],
    [7, '7'],
    [Number.NaN, '–'],
  ])('%d reads %s', (value, text) => {
    expect(readable(value)).toBe(text);
  });

  it('says how far the rounds lie apart', () => {
    expect(spreadOf([12.5, 10.25, 11])).toBe('10.3–12.5, 3 rounds');
  });
});
