import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { endSessionsOfPerson } from '../use-cases/end-sessions-of-person.ts';

export function endSessionsRoute(app: Parameters<typeof route>[0], context: Context): void {
  route(app, {
    method: 'delete',
    path: '/api/v1/accounts/:personId/sessions',
    summary: 'Sign a person out everywhere: all sessions and tokens of the account end at once',
    authenticate: bearer(context.access, 'accounts.write'),
    params: z.strictObject({ personId: z.uuid() }),
    handle: ({ principal, params }) =>
      endSessionsOfPerson(context.db, { actor: principal.actor, personId: params.personId }),
  });
}
