import { describe, expect, it } from '@jest/globals';
import { given_up_after_days, waitBeforeRetry_ms } from './logout-retry.ts';

describe('the wait before an application is told again', () => {
  it('doubles from a second to an hour and stays there', () => {
    expect([1, 2, 3, 12, 13, 500].map((attempt) => waitBeforeRetry_ms(attempt, 0.5))).toEqual([
      1_000, 2_000, 4_000, 2_048_000, 3_600_000, 3_600_000,
    ]);
  });

  it('is spread by a fifth to either side', () => {
    expect([waitBeforeRetry_ms(1, 0), waitBeforeRetry_ms(1, 0.999)]).toEqual([800, 1_200]);
  });

  it('lets an application that is away for a week be tried some two hundred times', () => {
    let [waited_ms, attempts] = [0, 0];
    while (waited_ms < given_up_after_days * 86_400_000) waited_ms += waitBeforeRetry_ms(++attempts, 0.5);
    expect(attempts).toBeGreaterThan(150);
    expect(attempts).toBeLessThan(200);
  });
});
