import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { listKeys } from '../use-cases/list-keys.ts';
import { rotateKeys } from '../use-cases/rotate-keys.ts';

export function keyRoutes(app: Parameters<typeof route>[0], context: Context): void {
  const authenticate = bearer(context.access, 'keys.write');

  route(app, {
    method: 'get',
    path: '/api/v1/keys',
    summary: 'List the signing keys and their states',
    authenticate,
    handle: async () => ({ keys: await listKeys(context.db) }),
  });

  route(app, {
    method: 'post',
    path: '/api/v1/keys/rotate',
    summary: 'Begin a rotation of the signing keys, or sign with new ones at once',
    authenticate,
    body: z.strictObject({ when: z.enum(['scheduled', 'now']).default('scheduled') }),
    handle: async ({ principal, body }) => {
      await rotateKeys(context.keys, { actor: principal.actor, when: body.when });
      await context.engine.reload();
      return { keys: await listKeys(context.db) };
    },
  });
}
