import { randomBytes } from 'node:crypto';
import { anybody, localPath, page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { refedsMfa } from '../../rules/assurance.ts';
import { ownClientId, ownRedirectPath } from '../../use-cases/ensure-own-client.ts';

const query = z.object({
  to: z.string().max(2_000).optional(),
  again: z.literal('yes').optional(),
  /** The second factor is wished for as well, whichever way he comes in. */
  factor: z.literal('yes').optional(),
  /** What somebody need not type, who has just been told his login. */
  login: z.string().max(256).optional(),
});
const callbackQuery = z.object({ state: z.string().max(2_000).optional() });

/**
 * The way into our own pages. They are an application like any other (`campus-account`), only that it has no use for the
 * code: what it wanted is the session in this browser, which is there when the engine sends the browser back.
 */
export function accountSignInPages(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/account/sign-in',
    visitor: anybody,
    query,
    handle: async ({ query: { to, again, factor, login } }) => {
      const request = new URLSearchParams({
        client_id: ownClientId,
        redirect_uri: `${context.config.issuer}${ownRedirectPath}`,
        response_type: 'code',
        scope: 'openid',
        // Nobody redeems the code, so nobody keeps the verifier.
        code_challenge: randomBytes(32).toString('base64url'),
        code_challenge_method: 'S256',
        state: localPath(to ?? '/account'),
        ...(again ? { prompt: 'login', max_age: '0' } : {}),
        ...(factor ? { acr_values: refedsMfa } : {}),
        ...(login ? { login_hint: login } : {}),
      });
      return { redirect: `/auth?${request}` };
    },
  });

  page(app, {
    method: 'get',
    path: ownRedirectPath,
    visitor: anybody,
    query: callbackQuery,
    handle: async ({ query: { state }, request, response }) => {
      // Whoever pressed "back without signing in" is not asked again in a circle.
      const here = await context.ownSession.current({ request, response });
      return { redirect: here ? localPath(state ?? '/account') : '/' };
    },
  });
}
