import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hasValidLuhn, luhnCheckDigit } from './luhn.ts';

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));

describe('luhnCheckDigit', () => {
  it.each([
    ['7992739871', '3'],
    ['0', '0'],
    ['2123456789012', '4'],
    ['4992739871', '6'],
  ])('of %s is %s', (body, expected) => {
    expect(luhnCheckDigit(body)).toBe(expected);
  });

  it.each(['', 'abc', '12 3', '١٢٣', '1２3', '-1'])('refuses %j', (body) => {
    expect(() => luhnCheckDigit(body)).toThrow(RangeError);
  });
});

describe('hasValidLuhn', () => {
  it('holds for every body with its own check digit and for no other last digit', () => {
    fc.assert(
      fc.property(digits(13), fc.integer({ min: 0, max: 9 }), (body, last) => {
        expect(hasValidLuhn(body + last)).toBe(String(last) === luhnCheckDigit(body));
      }),
    );
  });

  it.each(['', '0', '8', ' 79927398713', '79927398713\n', 'x'])('is false for %j', (text) => {
    expect(hasValidLuhn(text)).toBe(false);
  });
});
