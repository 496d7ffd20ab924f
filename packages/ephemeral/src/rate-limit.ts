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

/** Several limits that one attempt is under at once, counted in one journey. */
export interface RateLimiters {
  /**
   * Counts one attempt under each limit, the first that is above its points ends it; throws `request.too_many`. Nothing is
   * counted, and everything refused, while `closed` lasts. Returns what each count came to.
   */
  count(subjects: readonly string[], closed: string): Promise<readonly number[]>;
  /** Forgets the attempts under all of them, after a success. */
  forgive(subjects: readonly string[]): Promise<void>;
  /** Refuses all attempts of one subject for a while. */
  close(subject: string, seconds: number): Promise<void>;
}

/**
 * Counts attempts in the shared store. While Redis is away each process counts for itself, so a limit is never skipped;
 * with n instances it is at worst n times as generous for that while.
 */
export function rateLimiter(ephemeral: Ephemeral, limit: RateLimit): RateLimiter {
  const withInsurance = insured(ephemeral);
  const keyOf = (subject: string) => key('rate-limit', limit.name, subject);
  return {
    count: async (subject) => {
      const { count, resets_in_seconds } = await withInsurance((store) =>
        store.countUp(keyOf(subject), limit.window_seconds),
      );
      if (count > limit.points) throw tooMany(limit.name, resets_in_seconds);
    },
    forgive: (subject) => withInsurance((store) => store.delete(keyOf(subject))),
  };
}

/**
 * As `rateLimiter`, for several limits in their order; `closing` names what whole subjects are shut out by.
 */
export function rateLimiters(ephemeral: Ephemeral, limits: readonly RateLimit[], closing: string): RateLimiters {
  const withInsurance = insured(ephemeral);
  const keyOf = (at: number, subject: string) => key('rate-limit', limits[at]!.name, subject);
  const closedKey = (subject: string) => key('rate-limit', `${closing}-closed`, subject);
  return {
    count: async (subjects, closed) => {
      const counters = limits.map(({ window_seconds, points }, at) => ({
        key: keyOf(at, subjects[at]!),
        window_seconds,
        points,
      }));
      const counted = await withInsurance((store) => store.countWithin(counters, closedKey(closed)));
      if (counted.within) return counted.counts;
      throw tooMany(counted.at === undefined ? closing : limits[counted.at]!.name, counted.resets_in_seconds);
    },
    forgive: (subjects) => withInsurance((store) => store.delete(...subjects.map((subject, at) => keyOf(at, subject)))),
    close: (subject, seconds) => withInsurance((store) => store.set(closedKey(subject), '1', seconds)),
  };
}

/** Each limiter has a memory of its own for the while in which the shared store is away. */
function insured(ephemeral: Ephemeral) {
  const insurance = memoryEphemeral();
  return async <Result>(use: (store: Ephemeral) => Promise<Result>): Promise<Result> => {
    try {
      return await use(ephemeral);
    } catch (error) {
      if (isDomainError(error) && error.code === 'ephemeral.unavailable') return use(insurance);
      throw error;
    }
  };
}

function tooMany(name: string, resets_in_seconds: number): DomainError {
  return new DomainError('request.too_many', `Too many attempts (${name}); wait a little.`, {
    retryAfterSeconds: Math.max(1, resets_in_seconds),
    details: { limit: name },
  });
}
