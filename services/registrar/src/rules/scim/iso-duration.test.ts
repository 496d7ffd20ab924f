import { describe, expect, it } from '@jest/globals';
import { isoDuration } from './iso-duration.ts';

describe('an interval of Postgres as an ISO 8601 duration', () => {
  it.each([
    ['00:00:00', 'P0D'],
    ['30 days', 'P30D'],
    ['1 day', 'P1D'],
    ['1 mon', 'P1M'],
    ['2 years 1 mon 3 days 04:00:06', 'P2Y1M3DT4H6S'],
    ['12:30:00', 'PT12H30M'],
  ])('%s is %s', (interval, duration) => {
    expect(isoDuration(interval)).toBe(duration);
  });
});
