const second_ms = 1_000;
const longest_ms = 3_600 * second_ms;

/** For so long an application is tried again; by then its own session has ended by itself. */
export const given_up_after_days = 7;

/**
 * How long to wait after the given failed try (1 = the first): a second, then twice as long each time, an hour at most.
 * @param chance drawn from [0, 1), so that what failed together does not come again together.
 */
export function waitBeforeRetry_ms(attempt: number, chance: number): number {
  const wait_ms = Math.min(longest_ms, second_ms * 2 ** Math.min(attempt - 1, 20));
  return Math.round(wait_ms * (0.8 + 0.4 * chance));
}
