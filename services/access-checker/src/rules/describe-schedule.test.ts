import { describe, expect, it } from '@jest/globals';
import type { WeeklyWindow } from '@onecampus/access-rules';
import { describeSchedule } from './describe-schedule.ts';

const window = (weekdays: number[], from: number, to: number) =>
  ({ weekdays, from: from * 60, to: to * 60 }) as WeeklyWindow;

describe('describeSchedule', () => {
  it.each([
    ['always', 'круглосуточно', 'at any hour'],
    [[window([1, 2, 3, 4, 5, 6, 7], 0, 24)], 'круглосуточно', 'at any hour'],
    [[window([1, 2, 3, 4, 5], 8, 23)], 'пн–пт 08:00–23:00', 'Mon–Fri 08:00–23:00'],
    [[window([7, 6], 10, 18)], 'сб, вс 10:00–18:00', 'Sat, Sun 10:00–18:00'],
    [[window([1, 3, 4, 5, 7], 9, 10)], 'пн, ср–пт, вс 09:00–10:00', 'Mon, Wed–Fri, Sun 09:00–10:00'],
    [[window([1, 2, 3, 4, 5, 6, 7], 22, 6)], 'ежедневно 22:00–06:00', 'every day 22:00–06:00'],
    [[window([6], 8, 8)], 'сб весь день', 'Sat all day'],
    [[window([1], 8, 9), window([2], 9, 10)], 'пн 08:00–09:00; вт 09:00–10:00', 'Mon 08:00–09:00; Tue 09:00–10:00'],
    [[], 'никогда', 'never'],
  ] as const)('says %j as one would', (schedule, ru, en) => {
    expect([describeSchedule(schedule, 'ru'), describeSchedule(schedule, 'en')]).toEqual([ru, en]);
  });
});
