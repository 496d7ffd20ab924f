import { rateLimiter } from '@onecampus/ephemeral';
import { perContext } from '../per-context.ts';

/**
 * Guesses at one-time codes of one account: ten in a quarter of an hour are a thousand a day of a million, and whoever makes
 * them knows the password already. A browser that the account knows counts for itself, so a thief does not stop the owner;
 * a passkey is never counted, for nobody guesses one.
 */
export const codeTries = perContext(({ ephemeral }) =>
  rateLimiter(ephemeral, { name: 'second-factor', points: 10, window_seconds: 900 }),
);

/** Guesses at the present password by whoever sits at an open session. */
export const ownPasswordTries = perContext(({ ephemeral }) =>
  rateLimiter(ephemeral, { name: 'own-password', points: 10, window_seconds: 900 }),
);
