/** RFC 5321 §4.5.4.1 asks for patience of days; a letter of ours is useless before that, and the outbox gives up with it. */
const waits_seconds = [10, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800] as const;

/** How long to wait after a failed try, counted from one; `undefined` where there is no further one. */
export function retryAfter_seconds(attempts: number): number | undefined {
  return waits_seconds[attempts - 1];
}
