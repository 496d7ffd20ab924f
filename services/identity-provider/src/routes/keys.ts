import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { listKeys } from '../use-cases/list-keys.ts';
import { returnToFormerKey, rotateKeys, withdrawKey } from '../use-cases/rotate-keys.ts';

const kid = z.strictObject({ kid: z.string().min(1).max(100) });
const reason = z.strictObject({ reason: z.string().trim().min(1).max(500) });

/** The operator's way to the keys; people of the consortium decide in pairs (pages/consortium). */
export function keyRoutes(app: App, context: Context): void {
  const authenticate = bearer(context.access, 'keys.write');
  const shown = async () => {
    await context.engine.reload();
    const keys = await listKeys(context.db);
    return {
      keys: keys.map(({ lacking, ...key }) => ({ ...key, lacking: lacking.map(({ clientId }) => clientId) })),
    };
  };

  route(app, {
    method: 'get',
    path: '/api/v1/keys',
    summary: 'List the signing keys, their states, and which applications probably lack a published one',
    authenticate,
    handle: shown,
  });

  route(app, {
    method: 'post',
    path: '/api/v1/keys/rotate',
    summary: 'Begin a rotation of the signing keys, or sign with new ones at once',
    authenticate,
    body: z.strictObject({ when: z.enum(['scheduled', 'now']).default('scheduled') }),
    handle: async ({ principal, body }) => {
      await rotateKeys(context.keys, { actor: principal.actor, when: body.when });
      return shown();
    },
  });

  route(app, {
    method: 'post',
    path: '/api/v1/keys/:kid/withdraw',
    summary: 'Withdraw a key at once because somebody else may have it; another one signs from now on',
    authenticate,
    params: kid,
    body: reason,
    handle: async ({ principal, params, body }) => {
      await withdrawKey(context.keys, { actor: principal.actor, kid: params.kid, reason: body.reason });
      return shown();
    },
  });

  route(app, {
    method: 'post',
    path: '/api/v1/keys/:kid/return',
    summary: 'Sign again with a retired key that is still published',
    authenticate,
    params: kid,
    body: reason,
    handle: async ({ principal, params, body }) => {
      await returnToFormerKey(context.keys, { actor: principal.actor, kid: params.kid, reason: body.reason });
      return shown();
    },
  });
}
