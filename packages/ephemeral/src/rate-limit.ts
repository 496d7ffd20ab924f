import { DomainError, isDomainError } from '@onecampus/errors';
import type { Ephemeral } from './ephemeral.ts';
import { key } from './keys.ts';
import { memoryEphemeral } from './memory.ts';

export interface RateLimit {
  /** Names the limit in keys, metrics and refusals. */
  readonly name: string;
  readonly points: number;
  readonly window_seconds: number;
}

export interface RateLimiter {
  /** Counts one attempt of `subject` (already hashed if an outsider chose it); throws `request.too_many` above the limit. */
  count(subject: string): Promise<void>;
  /** Forgets the attempts, after a success. */
  forgive(subject: string): Promise<void>;
}

/**
 * Counts attempts in the shared store. While Redis is away each process counts for itself, so a limit is never skipped;
 * with n instances it is at worst n times as generous for that while.
 */
export function rateLimiter(ephemeral: Ephemeral, limit: RateLimit): RateLimiter {
  const insurance = memoryEphemeral();
  const keyOf = (subject: string) => key('rate-limit', limit.name, subject);
  const withInsurance = async <Result>(use: (store: Ephemeral) => Promise<Result>): Promise<Result> => {
    try {
      return await use(ephemeral);
    } catch (error) {
      if (isDomainError(error) && error.code === 'ephemeral.unavailable') return use(insurance);
      throw error;
    }
  };
  return {
    count: async (subject) => {
      const { count, resets_in_seconds } = await withInsurance((store) =>
        store.countUp(keyOf(subject), limit.window_seconds),
      );
      if (count > limit.points) {
        throw new DomainError('request.too_many', `Too many attempts (${limit.name}); wait a little.`, {
          retryAfterSeconds: Math.max(1, resets_in_seconds),
          details: { limit: limit.name },
        });
      }
    },
    forgive: (subject) => withInsurance((store) => store.delete(keyOf(subject))),
  };
}
