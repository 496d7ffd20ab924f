import type { IncomingMessage } from 'node:http';
import { type RateLimiter, rateLimiter } from '@onecampus/ephemeral';
import { bearer, bearerToken } from '@onecampus/http';
import { ScimError } from '@onecampus/scim';
import type { Context } from '../context.ts';
import type { Caller } from '../provisioning/caller.ts';
import { authenticateCaller } from '../use-cases/scim/authenticate-caller.ts';

/** A JWT has dots; a token of ours has none. */
const looksLikeJwt = /\./;
const window_seconds = 60;

/** Lets a request in: by a token or an access token, within its rate, for its own university. */
export interface Admission {
  admit(request: IncomingMessage, university: string): Promise<Caller>;
}

export function admission(context: Context): Admission {
  const limiter: RateLimiter = rateLimiter(context.ephemeral, {
    name: 'scim',
    points: context.config.CAMPUS_SCIM_REQUESTS_A_MINUTE,
    window_seconds,
  });
  const clientOf = bearer(context.access, 'scim');
  return {
    admit: async (request, university) => {
      const token = bearerToken(request);
      const credential = looksLikeJwt.test(token)
        ? { clientId: (await clientOf(request as never)).clientId }
        : { token };
      const caller = await authenticateCaller(context, credential);
      await limiter.count(caller.by);
      // Another university's address and one that does not exist are answered alike.
      const own = [caller.university.slug, ...caller.university.scopes];
      if (!own.includes(university.toLowerCase())) throw new ScimError(404, 'There is nothing at this address.');
      return caller;
    },
  };
}
