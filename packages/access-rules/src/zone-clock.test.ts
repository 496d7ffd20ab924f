import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isTimeZone, zoneClock } from './zone-clock.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** Half-hour and 45-minute offsets, half-hour summer time, none at all, and the zone that skipped a whole day in 2011. */
const ZONES = ['Asia/Tomsk', 'Europe/Berlin', 'UTC', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns'];

/** The same question put to Intl directly, by weekday name and time of day. */
function askIntl(timeZone: string, at: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return DAYS.indexOf(part['weekday']!) * 1_440 + Number(part['hour']) * 60 + Number(part['minute']);
}

describe('zoneClock.minuteOfWeek', () => {
  it.each([
    ['UTC', '1970-01-05T00:00:00Z', 0],
    ['UTC', '1970-01-04T23:59:59.999Z', 10_079],
    ['Asia/Tomsk', '2026-11-22T17:00:00Z', 0],
    ['Asia/Tomsk', '2026-11-22T16:59:59.999Z', 10_079],
    ['Asia/Tomsk', '2016-05-28T19:59:00Z', 6 * 1_440 + 119],
    ['Asia/Tomsk', '2016-05-28T20:00:00Z', 6 * 1_440 + 180],
    ['Europe/Berlin', '2026-03-29T00:59:59Z', 6 * 1_440 + 119],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', 6 * 1_440 + 180],
    ['Europe/Berlin', '2026-10-25T00:59:00Z', 6 * 1_440 + 179],
    ['Europe/Berlin', '2026-10-25T01:00:00Z', 6 * 1_440 + 120],
  ])('%s at %s is %i', (timeZone, at, expected) => {
    expect(zoneClock(timeZone).minuteOfWeek(Date.parse(at))).toBe(expected);
  });

  it('agrees with Intl at any moment since 1972', () => {
    const at = fc.integer({ min: Date.UTC(1972, 0), max: Date.UTC(2060, 0) });
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), at, (timeZone, moment) => {
        expect(zoneClock(timeZone).minuteOfWeek(moment)).toBe(askIntl(timeZone, moment));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('zoneClock.segments', () => {
  it('covers the stretch without gap or overlap and splits only where clocks change', () => {
    const from = Date.parse('2026-10-20T10:00:00Z');
    const change = Date.parse('2026-10-25T01:00:00Z');
    const to = Date.parse('2026-11-03T10:00:00Z');
    expect(zoneClock('Europe/Berlin').segments(from, to)).toEqual([
      { from, to: change, offset: 7_200_000 },
      { from: change, to, offset: 3_600_000 },
    ]);
    expect(zoneClock('Asia/Tomsk').segments(from, to)).toEqual([{ from, to, offset: 25_200_000 }]);
  });
});

describe('isTimeZone', () => {
  it.each([
    ['Asia/Tomsk', true],
    ['UTC', true],
    ['Asia/Atlantis', false],
    ['', false],
    [7, false],
  ])('%j → %s', (name, expected) => {
    expect(isTimeZone(name)).toBe(expected);
  });

  it('an unknown zone has no clock', () => {
    expect(() => zoneClock('Asia/Atlantis')).toThrow(RangeError);
  });
});
