import { describe, expect, it } from '@jest/globals';
import { lastMomentOfDay } from './last-moment-of-day.ts';

describe('the last second of a day', () => {
  it.each([
    ['2026-03-03', 'Asia/Tomsk', '2026-03-03T16:59:59.000Z'],
    ['2026-03-03', 'UTC', '2026-03-03T23:59:59.000Z'],
    // Berlin goes to summer time in the night to the 29th and back on the 25th of October.
    ['2026-03-28', 'Europe/Berlin', '2026-03-28T22:59:59.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T21:59:59.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-25T22:59:59.000Z'],
  ])('%s in %s', (day, zone, moment) => {
    expect(lastMomentOfDay(day, zone).toISOString()).toBe(moment);
  });
});
