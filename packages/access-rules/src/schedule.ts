import { MINUTES_PER_DAY } from './zone-clock.ts';

/** ISO 8601: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/**
 * Open on each of `weekdays` from minute `from` (0–1439) up to, and not including, minute `to` (0–1440) of the wall
 * clock in the zone's time zone. With `to` not after `from` the window runs over midnight and ends on the next day;
 * `from` equal to `to` is twenty-four hours.
 */
export interface WeeklyWindow {
  readonly weekdays: readonly Weekday[];
  readonly from: number;
  readonly to: number;
}

/** An empty list never opens. */
export type Schedule = readonly WeeklyWindow[] | 'always';

export function isWeeklyWindow(value: unknown): value is WeeklyWindow {
  if (typeof value !== 'object' || value === null) return false;
  const { weekdays, from, to } = value as Record<string, unknown>;
  return (
    Array.isArray(weekdays) &&
    weekdays.length > 0 &&
    weekdays.every((day) => isWithin(day, 1, 7)) &&
    isWithin(from, 0, MINUTES_PER_DAY - 1) &&
    isWithin(to, 0, MINUTES_PER_DAY)
  );
}

/** `minuteOfWeek` counts from Monday 00:00 on the zone's wall clock. */
export function isOpen(schedule: Schedule, minuteOfWeek: number): boolean {
  if (schedule === 'always') return true;
  const day = Math.floor(minuteOfWeek / MINUTES_PER_DAY) + 1;
  const dayBefore = day === 1 ? 7 : day - 1;
  const minute = minuteOfWeek % MINUTES_PER_DAY;
  return schedule.some(({ weekdays, from, to }) => {
    const days: readonly number[] = weekdays;
    if (to > from) return days.includes(day) && minute >= from && minute < to;
    return (days.includes(day) && minute >= from) || (days.includes(dayBefore) && minute < to);
  });
}

/** The minutes of the week, counted from Monday 00:00, at which a schedule opens or closes. */
export function scheduleEdges(schedule: Schedule): number[] {
  if (schedule === 'always') return [];
  return schedule.flatMap(({ weekdays, from, to }) =>
    weekdays.flatMap((weekday) => {
      const midnight = (weekday - 1) * MINUTES_PER_DAY;
      const end = to > from ? midnight + to : midnight + MINUTES_PER_DAY + to;
      return [midnight + from, end % (7 * MINUTES_PER_DAY)];
    }),
  );
}

function isWithin(value: unknown, min: number, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}
