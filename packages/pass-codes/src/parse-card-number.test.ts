import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CardNumber } from './card-number.ts';
import { cardNumberFaultTexts } from './card-number-faults.ts';
import { drawCardNumber } from './draw-card-number.ts';
import { formatCardNumber } from './format-card-number.ts';
import { parseCardNumber, SCANNED_LENGTH_MAX } from './parse-card-number.ts';

const NUMBER = '21234567890124';

const cardNumber: fc.Arbitrary<CardNumber> = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 })
  .map((list) => drawCardNumber(() => list.join('')));

describe('parseCardNumber accepts what scanners and people really send', () => {
  it.each([
    ['the bare digits', NUMBER],
    ['the printed grouping', '2 1234 5678 9012 4'],
    ['hyphens', '2-1234-5678-9012-4'],
    ['no-break spaces', '2\u00a01234\u00a05678\u00a09012\u00a04'],
    ['narrow no-break spaces', '2\u202f1234\u202f5678\u202f9012\u202f4'],
    ['no-break hyphens', '2\u20111234\u20115678\u20119012\u20114'],
    ['a doubled space', '2  1234 5678 9012 4'],
    ['a trailing CR', `${NUMBER}\r`],
    ['a trailing CR LF', `${NUMBER}\r\n`],
    ['a trailing TAB', `${NUMBER}\t`],
    ['a leading BOM and spaces', `\ufeff  ${NUMBER}  `],
    ['Codabar letters', `A${NUMBER}B`],
    ['small Codabar letters', `c${NUMBER}d\r\n`],
    ['a Code 128 prefix', `]C0${NUMBER}`],
    ['a Codabar prefix and letters', `]F0A${NUMBER}A\r`],
    ['a QR prefix', `]Q1${NUMBER}`],
  ])('%s', (_what, scanned) => {
    expect(parseCardNumber(scanned)).toEqual({ ok: true, number: NUMBER });
  });
});

describe('parseCardNumber refuses, each with its own code', () => {
  it.each([
    ['empty', ''],
    ['empty', ' \r\n\t'],
    ['empty', ']C0\r\n'],
    ['look_alike_letters', '2123456789O124'],
    ['look_alike_letters', '2123456789О124'],
    ['look_alike_letters', '212З4567890124'],
    ['look_alike_letters', '2l234567890124'],
    ['look_alike_letters', '2I234567890124'],
    ['look_alike_letters', 'Z 1234 5678 9012 4'],
    ['look_alike_letters', '2123456789012B'],
    ['unexpected_characters', '２１２３４５６７８９０１２４'],
    ['unexpected_characters', '٢١٢٣٤٥٦٧٨٩٠١٢٤'],
    ['unexpected_characters', `-${NUMBER}`],
    ['unexpected_characters', `${NUMBER};`],
    ['unexpected_characters', `${NUMBER}\n${NUMBER}`],
    ['unexpected_characters', `2123\u200b4567890124`],
    ['unexpected_characters', `A${NUMBER}`],
    ['unexpected_characters', `E${NUMBER}E`],
    ['unexpected_characters', `]C0]C0${NUMBER}`],
    ['unexpected_characters', 'Боб'],
    ['unexpected_characters', 'Z'],
    ['unexpected_characters', '😀'],
    ['wrong_length', '2123456789012'],
    ['wrong_length', `${NUMBER}0`],
    ['wrong_length', `${NUMBER}${NUMBER}`],
    ['wrong_length', ' '.repeat(SCANNED_LENGTH_MAX) + NUMBER],
    ['wrong_length', '2'.repeat(1_000_000)],
    ['not_a_card_number', '31234567890125'],
    ['not_a_card_number', '01234567890124'],
    ['bad_check_digit', '21234567890123'],
  ])('%s: %j', (code, scanned) => {
    expect(parseCardNumber(scanned)).toEqual({ ok: false, code });
  });

  it('every single-digit substitution', () => {
    fc.assert(
      fc.property(cardNumber, fc.nat(13), fc.integer({ min: 1, max: 9 }), (number, at, shift) => {
        const other = (Number(number[at]) + shift) % 10;
        expect(parseCardNumber(number.slice(0, at) + other + number.slice(at + 1)).ok).toBe(false);
      }),
    );
  });

  it('every swap of neighbours but 09 for 90, which Luhn can not see', () => {
    fc.assert(
      fc.property(cardNumber, fc.nat(12), (number, at) => {
        const [a, b] = [number[at], number[at + 1]];
        fc.pre(a !== b);
        const swapped = `${number.slice(0, at)}${b}${a}${number.slice(at + 2)}`;
        const invisible = `${a}${b}` === '09' || `${a}${b}` === '90';
        expect(parseCardNumber(swapped).ok).toBe(invisible);
      }),
      { numRuns: 500 },
    );
  });
});

describe('parseCardNumber for any input', () => {
  it('gives the same number back for every printed form', () => {
    fc.assert(
      fc.property(cardNumber, (number) => {
        expect(parseCardNumber(formatCardNumber(number))).toEqual({ ok: true, number });
      }),
    );
  });

  it('answers every string and never throws', () => {
    const nearly = fc.string({ unit: fc.constantFrom(...'0123456789 -]CFABDО\r\n\u00a0'), maxLength: 30 });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), nearly), (scanned) => {
        const parsed = parseCardNumber(scanned);
        if (!parsed.ok) expect(cardNumberFaultTexts[parsed.code].ru).not.toBe('');
      }),
      { numRuns: 2_000 },
    );
  });

  it('returns only digits that were in the input, in their order', () => {
    const decorated = fc
      .tuple(cardNumber, fc.nat(14), fc.constantFrom(' ', '-', '\u00a0', '\r\n', 'A', '0', 'О', '２', ''))
      .map(([number, at, extra]) => number.slice(0, at) + extra + number.slice(at));
    fc.assert(
      fc.property(decorated, (scanned) => {
        const parsed = parseCardNumber(scanned);
        if (parsed.ok) expect(parsed.number).toBe(scanned.replace(/[^0-9]/g, ''));
      }),
      { numRuns: 1_000 },
    );
  });
});
