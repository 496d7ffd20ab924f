import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { setPassword } from '../use-cases/set-password.ts';

export function setPasswordRoute(app: Parameters<typeof route>[0], context: Context): void {
  route(app, {
    method: 'put',
    path: '/api/v1/accounts/:personId/password',
    summary: 'Give a person a password, and an account if there was none',
    authenticate: bearer(context.access, 'accounts.write'),
    params: z.strictObject({ personId: z.uuid() }),
    body: z.strictObject({ password: z.string() }),
    handle: ({ principal, params, body }) =>
      setPassword(context, { actor: principal.actor, personId: params.personId, password: body.password }),
  });
}
