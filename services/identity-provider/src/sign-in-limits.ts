import { type Ephemeral, rateLimiter, rateLimiters } from '@onecampus/ephemeral';
import { isDomainError } from '@onecampus/errors';

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
  const strangers = rateLimiters(ephemeral, [pair, account], 'sign-in-source');
  const browsers = rateLimiter(ephemeral, browser);
  const failures = rateLimiter(ephemeral, {
    name: 'sign-in-source',
    points: settings.sourceFailuresMax,
    window_seconds: source_window_seconds,
  });

  return {
    begin: async ({ name, network, knownBrowser }) => {
      if (knownBrowser !== undefined) {
        await browsers.count(knownBrowser);
        return { failed: async () => undefined, succeeded: () => browsers.forgive(knownBrowser) };
      }
      const subjects = [`${name}.${network}`, name];
      const counts = await strangers.count(subjects, network);
      return {
        failed: async () => {
          try {
            await failures.count(network);
          } catch (error) {
            if (!isDomainError(error) || error.code !== 'request.too_many') throw error;
            await strangers.close(network, source_window_seconds);
          }
        },
        // The one attempt that succeeded may stay counted: the next success forgets it, and it costs a journey less.
        succeeded: async () => {
          if (counts.some((count) => count > 1)) await strangers.forgive(subjects);
        },
      };
    },
  };
}
