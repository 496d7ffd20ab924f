import { describe, expect, it } from '@jest/globals';
import { looksLikeCard, readScan } from './read-scan.ts';

describe('readScan', () => {
  it.each([
    ['plain', '21234567890124'],
    ['grouped', '2 1234 5678 9012 4'],
    ['with a symbology prefix and CR LF', ']C021234567890124\r\n'],
    ['in a Codabar frame', 'A21234567890124B'],
    ['with a leading tab', '\t21234567890124'],
  ])('knows a card number %s', (_, scanned) => {
    expect(readScan(scanned)).toMatchObject({ kind: 'card', number: '21234567890124' });
  });

  it.each([
    ['a student number', '10-0000105', '10-0000105'],
    ['letters and digits', 'ST0000104\r', 'ST0000104'],
    ['what a scanner named the symbology of', ']C0ST0000104', 'ST0000104'],
  ])('passes %s on as it is', (_, scanned, text) => {
    expect(readScan(scanned)).toMatchObject({ kind: 'number', text, damagedCard: false });
  });

  it('calls a card number with a wrong check digit a damaged card', () => {
    expect(readScan('21234567890123')).toMatchObject({ kind: 'number', damagedCard: true });
  });

  it('changes no letter that looks like a digit', () => {
    expect(readScan('2123456789О124')).toMatchObject({ text: '2123456789О124', fault: 'look_alike_letters' });
  });

  it.each([
    ['anna.kedrova@tpu.ru\n', { kind: 'eppn', text: 'anna.kedrova@tpu.ru' }],
    ['', { kind: 'empty' }],
    ['\r\n\t ', { kind: 'empty' }],
    [']C0', { kind: 'empty' }],
    ['10000\r101', { kind: 'garbled' }],
    ['10000101\r\n10000102\r\n', { kind: 'garbled' }],
    ['anna\u0000@tpu.ru', { kind: 'garbled' }],
    ['21234567890124\u0000', { kind: 'garbled' }],
    ['1'.repeat(65), { kind: 'too_long' }],
    [`${'a'.repeat(300)}@tpu.ru`, { kind: 'too_long' }],
  ])('reads %j', (scanned, scan) => {
    expect(readScan(scanned)).toEqual(scan);
  });
});

describe('looksLikeCard', () => {
  it.each([
    ['21234567890123', true],
    ['2123456789О124', true],
    ['2123456789012', true],
    ['2123456789012421234567890124', true],
    ['10000101', false],
    ['ST0000104', false],
    ['9785170800469', false],
  ])('%s: %s', (scanned, expected) => {
    expect(looksLikeCard(readScan(scanned))).toBe(expected);
  });
});
