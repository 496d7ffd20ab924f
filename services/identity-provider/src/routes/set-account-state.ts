import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { setAccountState } from '../use-cases/set-account-state.ts';

export function setAccountStateRoute(app: Parameters<typeof route>[0], context: Context): void {
  route(app, {
    method: 'put',
    path: '/api/v1/accounts/:personId/state',
    summary: 'Lock an account, which ends all its sessions, or unlock it',
    authenticate: bearer(context.access, 'accounts.write'),
    params: z.strictObject({ personId: z.uuid() }),
    body: z.strictObject({ state: z.enum(['active', 'locked']) }),
    handle: ({ principal, params, body }) =>
      setAccountState(context.db, { actor: principal.actor, personId: params.personId, state: body.state }),
  });
}
