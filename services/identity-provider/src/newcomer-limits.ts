import { type Ephemeral, key, type RateLimiter, rateLimiter } from '@onecampus/ephemeral';
import { DomainError, isDomainError } from '@onecampus/errors';
import { hashToken } from '@onecampus/tokens';
import { perContext } from './per-context.ts';

const wrong_codes_max = 100;
const wrong_codes_window_seconds = 900;

/** How often somebody may make us write letters, and how often a source may try codes. Each ends by itself. */
export const newcomerLimits = perContext(({ ephemeral }) => {
  const limit = (name: string, points: number, window_seconds: number): RateLimiter => {
    const limiter = rateLimiter(ephemeral, { name, points, window_seconds });
    return {
      count: (subject) => limiter.count(hashToken(subject)),
      forgive: (subject) => limiter.forgive(hashToken(subject)),
    };
  };
  return {
    /** Links of confirmation that one person has sent to addresses that may be somebody else's. */
    confirmations: limit('confirm-address', 6, 3_600),
    /** Letters that one name causes: its owner needs one, a stranger shall not fill his mailbox. */
    forgottenName: limit('forgotten-name', 4, 3_600),
    forgottenSource: limit('forgotten-source', 60, 900),
    /** Codes that were none, from one address. Right ones are not counted: hundreds of newcomers on one day share an address. */
    codes: codeTries(ephemeral, limit('code-source', wrong_codes_max, wrong_codes_window_seconds)),
  };
});

/** Who brought so many wrong codes is not looked at for a while, whatever he brings next. */
function codeTries(ephemeral: Ephemeral, wrong: RateLimiter) {
  const closed = (source: string) => key('rate-limit', 'code-source-closed', hashToken(source));
  return {
    /** @throws DomainError `request.too_many` */
    begin: async (source: string): Promise<void> => {
      if ((await ephemeral.get(closed(source)).catch(whileAway)) === undefined) return;
      throw new DomainError('request.too_many', 'Too many wrong codes from this address; wait a little.', {
        retryAfterSeconds: wrong_codes_window_seconds,
      });
    },
    failed: async (source: string): Promise<void> => {
      try {
        await wrong.count(source);
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'request.too_many') throw error;
        await ephemeral.set(closed(source), '1', wrong_codes_window_seconds).catch(whileAway);
      }
    },
  };
}

/** While the store is away, 64 random bits are defence enough. */
function whileAway(error: unknown): undefined {
  if (isDomainError(error) && error.code === 'ephemeral.unavailable') return undefined;
  throw error;
}
