import { describe, expect, it } from '@jest/globals';
import { formatDate, formatDateTime, formatDay, formatNumber } from './format.ts';

// 23:30 in Moscow is already the next day in Tomsk.
const instant = new Date('2026-03-05T20:30:00Z');

/** Intl separates with several kinds of spaces that change from one version of its data to the next. */
const plain = (text: string) => text.replace(/\s/gu, ' ');

describe('dates and numbers', () => {
  it('tells the day of the zone that is asked for', () => {
    expect(plain(formatDate('ru', instant, 'Asia/Tomsk'))).toBe('6 марта 2026 г.');
    expect(plain(formatDate('ru', instant, 'Europe/Moscow'))).toBe('5 марта 2026 г.');
    expect(formatDate('en', instant, 'Asia/Tomsk')).toBe('6 March 2026');
  });

  it('tells the time on a 24-hour clock', () => {
    expect(formatDateTime('ru', instant, 'Asia/Tomsk')).toContain('03:30');
    expect(formatDateTime('en', instant, 'Europe/Moscow')).toContain('23:30');
  });

  it('keeps a calendar day as it is', () => {
    expect(formatDay('en', '2027-08-31')).toBe('31 August 2027');
    expect(() => formatDay('en', '31.08.2027')).toThrow(RangeError);
  });

  it('groups thousands', () => {
    expect(plain(formatNumber('ru', 12_480))).toBe('12 480');
    expect(formatNumber('en', 12_480)).toBe('12,480');
  });
});
