import { DomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { issueToken } from '../../use-cases/scim/issue-token.ts';
import { listTokens } from '../../use-cases/scim/list-tokens.ts';
import { revokeToken } from '../../use-cases/scim/revoke-token.ts';
import { confirmView } from '../console/confirm-view.ts';
import { consolePath } from '../console/console-frame.ts';
import { consolePage } from '../console/console-page.ts';
import { isOneOf } from '../console/is-one-of.ts';
import { isAlive } from './connections-view.ts';
import { connectionsWords } from './connections-words.ts';
import { scimUrl } from './scim-url.ts';
import { lifetimes, newTokenView, tokenShownView } from './token-view.ts';

const console = { section: 'connections', role: 'administrator', stepUp: true } as const;

/** What a new token is for. */
export function newTokenPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/connections/tokens/new',
    ...console,
    handle: async ({ seen }) => newTokenView({ seen }),
  });
}

/** Issues a token and shows it, this once. The same form sent twice finds the name taken, and issues no second one. */
export function issueTokenPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/connections/tokens/new',
    ...console,
    form: z.strictObject({ name: z.string().max(200), days: z.enum(lifetimes) }),
    handle: async ({ seen, form, response }) => {
      const name = form.name.trim();
      const { slug } = seen.university;
      if (name === '') return newTokenView({ seen, fault: 'missing' });
      const now = context.clock.now();
      const living = (await listTokens(context, { university: slug })).filter((one) => isAlive(one, now));
      if (living.some((one) => one.name === name)) return newTokenView({ seen, name, fault: 'exists' });
      try {
        const order = { by: seen.by, university: slug, name, lifetimeDays: Number(form.days) };
        const issued = await issueToken(context, order);
        response.setHeader('Cache-Control', 'no-store');
        return tokenShownView({ seen, name, token: issued.token, url: scimUrl(context, seen.university) });
      } catch (error) {
        if (isOneOf(error, 'scim-token.too_many')) return newTokenView({ seen, name, fault: 'too-many' });
        throw error;
      }
    },
  });
}

const params = { id: z.uuid() };

export function revokeTokenQuestionPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/connections/tokens/:id/revoke',
    ...console,
    params,
    handle: async ({ seen, params }) => {
      const say = connectionsWords(seen.locale);
      const now = context.clock.now();
      const tokens = await listTokens(context, { university: seen.university.slug });
      const token = tokens.find((one) => one.id === params.id && isAlive(one, now));
      if (!token) throw new DomainError('scim-token.unknown', 'The university has no such living token.');
      const root = `${consolePath(seen.university)}/connections`;
      return confirmView(seen, {
        title: say.revokeTitle(token.name),
        back: { href: root, label: say.back },
        texts: [say.revokeText],
        steppedUp: true,
        action: `${root}/tokens/${token.id}/revoke`,
        button: say.revoke,
        danger: true,
      });
    },
  });
}

/** Pressed twice, the token is revoked all the same. */
export function revokeTokenPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/connections/tokens/:id/revoke',
    ...console,
    params,
    handle: async ({ seen, params }) => {
      const { slug } = seen.university;
      const own = (await listTokens(context, { university: slug })).find((one) => one.id === params.id);
      if (!own) throw new DomainError('scim-token.unknown', 'The university has no such token.');
      if (own.revokedAt === null) {
        await revokeToken(context, { by: seen.by, university: slug, tokenId: params.id }).catch((error: unknown) => {
          if (!isOneOf(error, 'scim-token.unknown')) throw error;
        });
      }
      return { redirect: `${consolePath(seen.university)}/connections?done=revoked` };
    },
  });
}
