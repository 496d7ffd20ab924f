import { describe, expect, it } from '@jest/globals';
import { activationCodeFrom, activationCodeOf, inCyrillic } from './activation-code.ts';

const bytes = (hex: string) => Buffer.from(hex, 'hex');

describe('activation codes', () => {
  it('hold each of 64 bits, so that no two are alike', () => {
    const codes = new Set<string>();
    for (let bit = 0; bit < 64; bit += 1) {
      const drawn = Buffer.alloc(8);
      drawn[bit >> 3] = 1 << (bit & 7);
      codes.add(activationCodeOf(drawn) ?? `improper ${bit}`);
    }
    expect(codes.size).toBe(64);
    // The example of the paper, 127.0.0.1 and 63.84.220.193.
    expect(activationCodeOf(bytes('7f0000013f54dcc1'))).toBe('lusab-babad-gutih-tugad');
  });

  it.each([
    'lusab-babad-gutih-tugad',
    ' LUSAB BABAD GUTIH TUGAD ',
    'lusabbabadgutihtugad',
    'лусаб-бабад-гутих-тугад',
    'Лусаб – Бабад – Гутих – Тугад',
  ])('are read as people type them: %p', (typed) => {
    expect(activationCodeFrom(typed)).toBe('lusab-babad-gutih-tugad');
  });

  it('survive the other alphabet and back', () => {
    const code = activationCodeOf(bytes('0123456789abcdef'))!;
    expect(inCyrillic(code)).toMatch(/^[а-я]{5}(-[а-я]{5}){3}$/);
    expect(activationCodeFrom(inCyrillic(code))).toBe(code);
  });

  it.each([
    '',
    'lusab',
    'lusab-babad-gutih-tugat-x',
    'lusab-babad-gutih-tugae',
    '1usab-babad-gutih-tugad',
    'a'.repeat(201),
  ])('are not %p', (typed) => {
    expect(activationCodeFrom(typed)).toBeUndefined();
  });

  it('are drawn again where they read badly', () => {
    // m u d a k
    const bits = (8 << 12) | (3 << 10) | (1 << 6) | (0 << 4) | 6;
    expect(activationCodeOf(Uint8Array.of(bits >> 8, bits & 255, 0, 0, 0, 0, 0, 0))).toBeUndefined();
  });
});
