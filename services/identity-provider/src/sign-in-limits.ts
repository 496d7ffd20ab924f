import { type Ephemeral, key, rateLimiter } from '@onecampus/ephemeral';
import { DomainError, isDomainError } from '@onecampus/errors';

/** Whose attempts are counted: hashes of the name that was tried and of the address it was tried from. */
export type AttemptKeys = { readonly name: string; readonly source: string };

export interface SignInLimits {
  /** Counts an attempt before anything is looked up; throws `request.too_many` where there were too many. */
  begin(keys: AttemptKeys): Promise<{ failed(): Promise<void>; succeeded(): Promise<void> }>;
}

export type SignInLimitSettings = {
  /** Failed attempts from one address in five minutes. A whole campus may share one address. */
  readonly sourceFailuresMax: number;
};

const pair = { name: 'sign-in-pair', points: 10, window_seconds: 300 };
const account = { name: 'sign-in-account', points: 50, window_seconds: 900 };
const source_window_seconds = 300;

/**
 * Three limits (NIST SP 800-63B §3.2.2): for one name from one address, for one name from everywhere, and failures from one
 * address whatever the name. Each ends by itself after some minutes: nobody can lock somebody else out for good, and the
 * limit on a name from one address is met long before the one on the name, so a guesser does not stop its owner.
 */
export function signInLimits(ephemeral: Ephemeral, settings: SignInLimitSettings): SignInLimits {
  const pairs = rateLimiter(ephemeral, pair);
  const accounts = rateLimiter(ephemeral, account);
  const failures = rateLimiter(ephemeral, {
    name: 'sign-in-source',
    points: settings.sourceFailuresMax,
    window_seconds: source_window_seconds,
  });
  const closedKey = (source: string) => key('rate-limit', 'sign-in-source-closed', source);

  const refuseClosed = async (source: string) => {
    const closed = await ephemeral.get(closedKey(source)).catch(whileAway);
    if (closed === undefined) return;
    throw new DomainError('request.too_many', 'Too many failed attempts from this address; wait a little.', {
      retryAfterSeconds: source_window_seconds,
      details: { limit: 'sign-in-source' },
    });
  };

  return {
    begin: async ({ name, source }) => {
      await refuseClosed(source);
      await pairs.count(`${name}.${source}`);
      await accounts.count(name);
      return {
        failed: async () => {
          try {
            await failures.count(source);
          } catch (error) {
            if (!isDomainError(error) || error.code !== 'request.too_many') throw error;
            await ephemeral.set(closedKey(source), '1', source_window_seconds).catch(whileAway);
          }
        },
        succeeded: async () => {
          await pairs.forgive(`${name}.${source}`);
          await accounts.forgive(name);
        },
      };
    },
  };
}

/** While the store is away the other two limits count in this process (packages/ephemeral), so none is skipped. */
function whileAway(error: unknown): undefined {
  if (isDomainError(error) && error.code === 'ephemeral.unavailable') return undefined;
  throw error;
}
