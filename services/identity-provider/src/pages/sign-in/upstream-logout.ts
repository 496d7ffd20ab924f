import { isDomainError } from '@onecampus/errors';
import { anybody, page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { endUpstreamSessions } from '../../use-cases/end-upstream-sessions.ts';

/** `/federation/backchannel-logout/:slug`, told to one provider each, as its redirect address is. */
export const upstreamLogoutPath = (slug: string) => `/federation/backchannel-logout/${slug}`;

const refusals = new Set(['token.invalid', 'token.expired']);

/**
 * Where a university's provider tells us that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0 §2.5).
 * The token is the proof; why one is refused stands in the log and nowhere else.
 */
export function upstreamLogoutPage(app: App, context: Context): void {
  page(app, {
    method: 'post',
    path: upstreamLogoutPath(':slug'),
    visitor: anybody,
    params: z.strictObject({ slug: z.string().max(48) }),
    form: z.looseObject({ logout_token: z.string().max(16_384).default('') }),
    handle: async ({ params: { slug }, form, response }) => {
      response.setHeader('Cache-Control', 'no-store');
      const answer = (status: number, body?: object) => {
        response.status(status);
        if (body === undefined) response.end();
        else response.json(body);
        return { answered: true } as const;
      };
      try {
        const ended = await endUpstreamSessions(context, slug, form.logout_token);
        if (ended === undefined) return answer(404);
        context.log.info({ upstream: slug, sessions: ended }, 'a university’s provider told of a sign-out');
        return answer(200);
      } catch (error) {
        if (!isDomainError(error) || !refusals.has(error.code)) throw error;
        context.log.warn({ err: error, upstream: slug }, 'a logout token was refused');
        return answer(400, { error: 'invalid_request' });
      }
    },
  });
}
