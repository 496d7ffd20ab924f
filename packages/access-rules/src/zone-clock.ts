export const MINUTES_PER_DAY = 1_440;
export const MINUTES_PER_WEEK = 10_080;

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Monday 00:00 of the week that holds 1970-01-01, a Thursday, was three days earlier. */
const EPOCH_MINUTE_OF_WEEK = 3 * MINUTES_PER_DAY;
/** Memory stays bounded whatever instants are asked for; two weeks either side of now is what is used in practice. */
const CACHED_DAYS_MAX = 512;

/** The offset from UTC in ms over one UTC day; no zone changes its clocks twice within one. */
interface DayOffsets {
  readonly before: number;
  readonly changesAt: number;
  readonly after: number;
}

/** A stretch of time [from, to) over which the wall clock runs at one offset, all in ms. */
export interface OffsetSegment {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** The wall clock of one IANA time zone. */
export interface ZoneClock {
  /** Minutes since Monday 00:00 on the wall clock, 0–10079. */
  minuteOfWeek(at: number): number;
  /** The stretches of constant offset that cover [from, to), in order. */
  segments(from: number, to: number): OffsetSegment[];
}

const clocks = new Map<string, ZoneClock>();

/** The clock of an IANA time zone, made once per process. Throws RangeError for a name that Intl does not know. */
export function zoneClock(timeZone: string): ZoneClock {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = makeClock(timeZone);
    clocks.set(timeZone, clock);
  }
  return clock;
}

export function isTimeZone(name: unknown): name is string {
  if (typeof name !== 'string') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Asking Intl costs microseconds per call, so it is asked twice a day per zone and the answers are kept. */
function makeClock(timeZone: string): ZoneClock {
  const offsetFromIntl = intlOffsets(timeZone);
  const days = new Map<number, DayOffsets>();
  let lastDay = Number.NaN;
  let last: DayOffsets = { before: 0, changesAt: 0, after: 0 };

  function offsetsOf(day: number): DayOffsets {
    if (day === lastDay) return last;
    let found = days.get(day);
    if (found === undefined) {
      if (days.size >= CACHED_DAYS_MAX) days.clear();
      found = offsetsOfDay(offsetFromIntl, day * DAY);
      days.set(day, found);
    }
    lastDay = day;
    last = found;
    return found;
  }

  return {
    minuteOfWeek(at) {
      const { before, changesAt, after } = offsetsOf(Math.floor(at / DAY));
      const minute = Math.floor((at + (at < changesAt ? before : after)) / MINUTE) + EPOCH_MINUTE_OF_WEEK;
      return ((minute % MINUTES_PER_WEEK) + MINUTES_PER_WEEK) % MINUTES_PER_WEEK;
    },
    segments(from, to) {
      const found: OffsetSegment[] = [];
      const add = (start: number, end: number, offset: number) => {
        const [a, b] = [Math.max(start, from), Math.min(end, to)];
        const previous = found.at(-1);
        if (a >= b) return;
        if (previous?.offset === offset) found[found.length - 1] = { from: previous.from, to: b, offset };
        else found.push({ from: a, to: b, offset });
      };
      for (let day = Math.floor(from / DAY); day * DAY < to; day += 1) {
        const { before, changesAt, after } = offsetsOf(day);
        add(day * DAY, Math.min(changesAt, (day + 1) * DAY), before);
        add(changesAt, (day + 1) * DAY, after);
      }
      return found;
    },
  };
}

function offsetsOfDay(offsetAt: (at: number) => number, start: number): DayOffsets {
  const before = offsetAt(start);
  const after = offsetAt(start + DAY);
  if (before === after) return { before, changesAt: Number.POSITIVE_INFINITY, after };
  // Clocks change on a whole minute; halve the day until one minute is left.
  let [low, high] = [0, DAY / MINUTE];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(start + middle * MINUTE) === before) low = middle;
    else high = middle;
  }
  return { before, changesAt: start + high * MINUTE, after };
}

function intlOffsets(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const wall = Date.UTC(
      part['year']!,
      part['month']! - 1,
      part['day']!,
      part['hour']!,
      part['minute']!,
      part['second']!,
    );
    return wall - Math.floor(at / 1_000) * 1_000;
  };
}
