import { bearer, route } from '@onecampus/http';
import type { App, Context } from '../../context.ts';
import { findOwnClient } from '../../use-cases/find-own-client.ts';
import { listClientHistory } from '../../use-cases/list-client-history.ts';
import { listTrace } from '../../use-cases/list-trace.ts';
import { clientParams, shownClient } from './client-body.ts';

/** One application: as it is, how it came to be so, and its last sign-ins. */
export function showClientRoutes(app: App, context: Context): void {
  const authenticate = bearer(context.access, 'clients.write');

  route(app, {
    method: 'get',
    path: '/api/v1/clients/:id',
    summary: 'Show an application',
    authenticate,
    params: clientParams,
    handle: async ({ params }) => shownClient(await findOwnClient(context.db, params.id, 'everybody')),
  });

  route(app, {
    method: 'get',
    path: '/api/v1/clients/:id/history',
    summary: 'Every change of an application, the newest first',
    authenticate,
    params: clientParams,
    handle: async ({ params }) => ({ changes: await listClientHistory(context.db, params.id, 'everybody') }),
  });

  route(app, {
    method: 'get',
    path: '/api/v1/clients/:id/trace',
    summary: 'The last sign-ins of an application, step by step, with what is wrong where one failed',
    authenticate,
    params: clientParams,
    handle: async ({ params }) => ({ flows: await listTrace(context.db, params.id, 'everybody') }),
  });
}
