import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { bindClient } from '../use-cases/scim/bind-client.ts';
import { listClients } from '../use-cases/scim/list-clients.ts';
import { unbindClient } from '../use-cases/scim/unbind-client.ts';
import { university } from './schemas.ts';

const path = '/api/v1/universities/:university/scim-clients';
const clientId = z.string().min(1).max(200);

export function scimClientRoutes(app: App, context: Context): void {
  const authenticate = bearer(context.access, 'people.write');
  route(app, {
    method: 'post',
    path,
    summary: 'Lets a client of the identity provider (scope scim) speak for one university by SCIM.',
    authenticate,
    params: z.strictObject({ university }),
    body: z.strictObject({ client_id: clientId }),
    handle: ({ principal, params, body }) =>
      bindClient(context, { by: principal.actor, ...params, clientId: body.client_id }),
  });
  route(app, {
    method: 'get',
    path,
    summary: 'The clients that speak for the university by SCIM.',
    authenticate,
    params: z.strictObject({ university }),
    handle: async ({ params }) => ({ clients: await listClients(context, params) }),
  });
  route(app, {
    method: 'delete',
    path: `${path}/:clientId`,
    summary: 'Ends a client’s right to speak for the university by SCIM.',
    authenticate,
    params: z.strictObject({ university, clientId }),
    handle: ({ principal, params }) => unbindClient(context, { by: principal.actor, ...params }),
  });
}
