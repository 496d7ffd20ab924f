const first_ms = 1_000;
const most_ms = 3_600_000;

/** How long a failed delivery waits before it is tried again: a second, doubled each time, an hour at most. */
export function retryAfter_ms(attempts: number): number {
  return Math.min(most_ms, first_ms * 2 ** Math.min(attempts - 1, 30));
}
