import { describe, expect, it } from '@jest/globals';
import { drawCardNumber } from './draw-card-number.ts';
import { formatCardNumber } from './format-card-number.ts';
import { maskCardNumber } from './mask-card-number.ts';

describe('drawCardNumber', () => {
  it('is 2, the random digits, and their check digit', () => {
    expect(drawCardNumber((n) => '123456789012'.slice(0, n))).toBe('21234567890124');
  });

  it.each(['', '12345678901', '1234567890123', '12345678901x', '１23456789012'])('refuses the source %j', (bad) => {
    expect(() => drawCardNumber(() => bad)).toThrow(RangeError);
  });
});

describe('a drawn number', () => {
  const number = drawCardNumber(() => '123456789012');

  it('is printed in groups', () => {
    expect(formatCardNumber(number)).toBe('2 1234 5678 9012 4');
  });

  it('shows its last four digits in logs, and no others', () => {
    expect(maskCardNumber(number)).toBe('2•••••••••0124');
  });
});
