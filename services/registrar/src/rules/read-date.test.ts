import { describe, expect, it } from '@jest/globals';
import { dayIn, readDate } from './read-date.ts';

describe('dates of a roll', () => {
  it.each([
    ['2026-08-31', '2026-08-31'],
    ['31.08.2026', '2026-08-31'],
    ['1.9.2026', '2026-09-01'],
    ['2024-02-29', '2024-02-29'],
    ['31.08.2026 0:00:00', '2026-08-31'],
    ['2026-08-31T00:00:00', '2026-08-31'],
  ])('%s is a day', (text, day) => {
    expect(readDate(text)).toBe(day);
  });

  it.each([
    '31.02.2026',
    '2025-02-29',
    '08/31/2026',
    '31-08-2026',
    '2026-8-31',
    '31.08.26',
    '00.01.2026',
    '2026-08-31 23:59',
    '1899-12-31',
    'вчера',
  ])('%s is none', (text) => {
    expect(readDate(text)).toBeUndefined();
  });

  it('know that Tomsk is seven hours ahead', () => {
    expect(dayIn('Asia/Tomsk', new Date('2026-08-31T17:30:00Z'))).toBe('2026-09-01');
  });
});
