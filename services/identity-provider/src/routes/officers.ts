import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { listSecurityOfficers, nameFirstOfficer } from '../use-cases/consortium-requests.ts';

/** Those who decide about the keys together: the first two are the operator's to name. */
export function officerRoutes(app: App, context: Context): void {
  const authenticate = bearer(context.access, 'keys.write');

  route(app, {
    method: 'get',
    path: '/api/v1/consortium/officers',
    summary: 'List the security officers of the consortium',
    authenticate,
    handle: async () => ({ officers: await listSecurityOfficers(context.db) }),
  });

  route(app, {
    method: 'put',
    path: '/api/v1/consortium/officers/:personId',
    summary: 'Name one of the first two security officers',
    authenticate,
    params: z.strictObject({ personId: z.uuid() }),
    handle: async ({ principal, params }) => {
      await nameFirstOfficer(context.db, { actor: principal.actor, personId: params.personId });
      return { officers: await listSecurityOfficers(context.db) };
    },
  });
}
