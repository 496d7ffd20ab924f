import type { Schedule, WeeklyWindow } from '@onecampus/access-rules';
import { clockTime } from './clock-time.ts';

type Locale = 'ru' | 'en';

const DAYS: Readonly<Record<Locale, readonly string[]>> = {
  ru: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
};
const WORDS = {
  ru: { always: 'круглосуточно', daily: 'ежедневно', wholeDay: 'весь день', never: 'никогда' },
  en: { always: 'at any hour', daily: 'every day', wholeDay: 'all day', never: 'never' },
} as const;

/** When a rule applies: `пн–пт 08:00–20:00; сб 10:00–18:00`. */
export function describeSchedule(schedule: Schedule, locale: Locale): string {
  if (schedule === 'always') return WORDS[locale].always;
  if (schedule.length === 0) return WORDS[locale].never;
  return schedule.map((window) => describeWindow(window, locale)).join('; ');
}

function describeWindow({ weekdays, from, to }: WeeklyWindow, locale: Locale): string {
  const wholeDay = (from === 0 && to === 1_440) || from === to;
  if (wholeDay && weekdays.length === 7) return WORDS[locale].always;
  const hours = wholeDay ? WORDS[locale].wholeDay : `${clockTime(from)}–${clockTime(to)}`;
  return `${describeDays(weekdays, locale)} ${hours}`;
}

function describeDays(weekdays: readonly number[], locale: Locale): string {
  if (weekdays.length === 7) return WORDS[locale].daily;
  const days = weekdays.toSorted((a, b) => a - b);
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run && run.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number) => DAYS[locale][day - 1]!;
  return runs.flatMap((run) => (run.length > 2 ? [`${name(run[0]!)}–${name(run.at(-1)!)}`] : run.map(name))).join(', ');
}
