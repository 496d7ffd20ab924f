import { describe, expect, it } from '@jest/globals';
import { readNationalNumber } from './national-number.ts';

describe('SNILS', () => {
  it.each(['900-000-011 84', '90000001184', '900‑000‑011‑84', ' 900 000 011 84 '])('%s is read', (text) => {
    expect(readNationalNumber(text)).toBe('90000001184');
  });

  // 087-654-303 sums to 202, which is 0 modulo 101 and written 00.
  it('writes a remainder of 100 and of 0 as 00', () => {
    expect(readNationalNumber('087-654-303 00')).toBe('08765430300');
  });

  it.each(['90000001185', '9000000118', '900000011845', '9000000118x', '00000000000', ''])('%s is refused', (text) => {
    expect(readNationalNumber(text)).toBeUndefined();
  });
});
