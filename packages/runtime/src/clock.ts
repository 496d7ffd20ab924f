/** The only source of "now". Tests hand in their own. */
export interface Clock {
  now(): Date;
}

/**
 * How far the clocks of two machines may be from each other before one of them is called wrong, in seconds. Whatever is
 * compared with a time that another machine wrote bears this much; what lies further ahead is refused (FAPI 2.0 §5.3.2.1).
 */
export const clock_skew_seconds = 60;

export const systemClock: Clock = { now: () => new Date() };
