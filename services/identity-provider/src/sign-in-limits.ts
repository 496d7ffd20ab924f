import { type Ephemeral, key, rateLimiter } from '@onecampus/ephemeral';
import { DomainError, isDomainError } from '@onecampus/errors';

/** Whose attempts are counted: hashes of the name that was tried and of the network it was tried from. */
export type AttemptKeys = {
  readonly name: string;
  readonly network: string;
  /** The account and the browser, where the account knows the browser. */
  readonly knownBrowser: string | undefined;
};

export interface SignInLimits {
  /** Counts an attempt before anything is hashed; throws `request.too_many` where there were too many. */
  begin(keys: AttemptKeys): Promise<{ failed(): Promise<void>; succeeded(): Promise<void> }>;
}

export type SignInLimitSettings = {
  /** Failed attempts from one network in five minutes. A whole campus may share one address. */
  readonly sourceFailuresMax: number;
};

const pair = { name: 'sign-in-pair', points: 10, window_seconds: 300 };
const account = { name: 'sign-in-account', points: 50, window_seconds: 900 };
const browser = { name: 'sign-in-browser', points: 20, window_seconds: 900 };
const source_window_seconds = 300;

/**
 * Three limits for strangers (NIST SP 800-63B §3.2.2): for one name from one network, for one name from everywhere, and
 * failures from one network whatever the name. A browser in which the owner of the account has signed in before is counted
 * by itself alone, so strangers may fail as often as they like and he still gets in. Each limit ends by itself after some
 * minutes, and a passkey is under none of them: nobody can lock somebody else out for good.
 */
export function signInLimits(ephemeral: Ephemeral, settings: SignInLimitSettings): SignInLimits {
  const pairs = rateLimiter(ephemeral, pair);
  const accounts = rateLimiter(ephemeral, account);
  const browsers = rateLimiter(ephemeral, browser);
  const failures = rateLimiter(ephemeral, {
    name: 'sign-in-source',
    points: settings.sourceFailuresMax,
    window_seconds: source_window_seconds,
  });
  const closedKey = (network: string) => key('rate-limit', 'sign-in-source-closed', network);

  const refuseClosed = async (network: string) => {
    const closed = await ephemeral.get(closedKey(network)).catch(whileAway);
    if (closed === undefined) return;
    throw new DomainError('request.too_many', 'Too many failed attempts from this network; wait a little.', {
      retryAfterSeconds: source_window_seconds,
      details: { limit: 'sign-in-source' },
    });
  };

  return {
    begin: async ({ name, network, knownBrowser }) => {
      if (knownBrowser !== undefined) {
        await browsers.count(knownBrowser);
        return { failed: async () => undefined, succeeded: () => browsers.forgive(knownBrowser) };
      }
      await refuseClosed(network);
      await pairs.count(`${name}.${network}`);
      await accounts.count(name);
      return {
        failed: async () => {
          try {
            await failures.count(network);
          } catch (error) {
            if (!isDomainError(error) || error.code !== 'request.too_many') throw error;
            await ephemeral.set(closedKey(network), '1', source_window_seconds).catch(whileAway);
          }
        },
        succeeded: async () => {
          await pairs.forgive(`${name}.${network}`);
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
