import { describe, expect, it } from '@jest/globals';
import { isOpen, isWeeklyWindow, scheduleEdges, type WeeklyWindow } from './schedule.ts';

const at = (weekday: number, time: string) => {
  const [hour, minute] = time.split(':').map(Number);
  return (weekday - 1) * 1_440 + hour! * 60 + minute!;
};
const window = (weekdays: WeeklyWindow['weekdays'], from: string, to: string): WeeklyWindow => ({
  weekdays,
  from: at(1, from),
  to: at(1, to),
});

describe('isOpen', () => {
  it.each([
    ['a minute before it opens', window([1], '08:00', '20:00'), at(1, '07:59'), false],
    ['the minute it opens', window([1], '08:00', '20:00'), at(1, '08:00'), true],
    ['the last open minute', window([1], '08:00', '20:00'), at(1, '19:59'), true],
    ['the minute it closes', window([1], '08:00', '20:00'), at(1, '20:00'), false],
    ['another weekday', window([1], '08:00', '20:00'), at(2, '12:00'), false],
    ['until midnight', window([1], '20:00', '24:00'), at(1, '23:59'), true],
    ['until midnight, after it', window([1], '20:00', '24:00'), at(2, '00:00'), false],
    ['over midnight, before it', window([5], '22:00', '06:00'), at(5, '23:59'), true],
    ['over midnight, after it', window([5], '22:00', '06:00'), at(6, '05:59'), true],
    ['over midnight, its end', window([5], '22:00', '06:00'), at(6, '06:00'), false],
    ['over midnight, not the morning before', window([5], '22:00', '06:00'), at(5, '05:00'), false],
    ['from Sunday into Monday', window([7], '22:00', '06:00'), at(1, '03:00'), true],
    ['until 00:00', window([3], '20:00', '00:00'), at(3, '23:59'), true],
    ['until 00:00, after it', window([3], '20:00', '00:00'), at(4, '00:00'), false],
    ['equal ends: the day', window([3], '10:00', '10:00'), at(3, '10:00'), true],
    ['equal ends: the next morning', window([3], '10:00', '10:00'), at(4, '09:59'), true],
    ['equal ends: a day later', window([3], '10:00', '10:00'), at(4, '10:00'), false],
  ])('%s', (_what, open, minute, expected) => {
    expect(isOpen([open], minute)).toBe(expected);
  });

  it('always is open and an empty list never', () => {
    expect(isOpen('always', 0)).toBe(true);
    expect(isOpen([], 0)).toBe(false);
  });

  it('changes at its edges and nowhere else', () => {
    const schedule = [window([1, 3, 7], '22:30', '06:15'), window([3, 4], '05:00', '24:00')];
    const edges = new Set(scheduleEdges(schedule));
    for (let minute = 0; minute < 10_080; minute += 1) {
      const before = isOpen(schedule, (minute + 10_079) % 10_080);
      if (before !== isOpen(schedule, minute)) expect(edges).toContain(minute);
    }
    expect(edges.size).toBe(10);
  });
});

describe('isWeeklyWindow', () => {
  it.each([
    [{ weekdays: [1, 7], from: 0, to: 1_440 }, true],
    [{ weekdays: [], from: 0, to: 1 }, false],
    [{ weekdays: [0], from: 0, to: 1 }, false],
    [{ weekdays: [8], from: 0, to: 1 }, false],
    [{ weekdays: [1], from: 1_440, to: 1 }, false],
    [{ weekdays: [1], from: 0, to: 1_441 }, false],
    [{ weekdays: [1], from: 0.5, to: 1 }, false],
    [{ weekdays: [1], from: '0', to: 1 }, false],
    [null, false],
    ['always', false],
  ])('%j → %s', (value, expected) => {
    expect(isWeeklyWindow(value)).toBe(expected);
  });
});
