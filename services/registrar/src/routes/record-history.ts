import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { showHistory } from '../use-cases/show-history.ts';
import { university } from './schemas.ts';

export function recordHistoryRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/people/:personId/history',
    summary: 'What universities said of a person before; of an erased record there is nothing. The look is recorded.',
    authenticate: bearer(context.access, 'people.read'),
    params: z.strictObject({ personId: z.uuid() }),
    query: z.strictObject({ university: university.optional() }),
    handle: async ({ principal, params, query }) => ({
      records: await showHistory(context, { by: principal.actor, ...params, ...query }),
    }),
  });
}
