import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { endOlderSecret } from '../../use-cases/end-older-secret.ts';
import { kept_hours_max, replaceClientSecret } from '../../use-cases/replace-client-secret.ts';
import { clientParams, version } from './client-body.ts';

const replacement = z.strictObject({
  version,
  /** How long the present secret goes on working; 0 ends it at once. */
  keep_hours: z.number().int().min(0).max(kept_hours_max).default(24),
});

/** The secret of an application: a new one, shown this once, and the end of the one before. */
export function clientSecretRoutes(app: App, context: Context): void {
  const authenticate = bearer(context.access, 'clients.write');

  route(app, {
    method: 'post',
    path: '/api/v1/clients/:id/secret',
    summary: 'Give an application a new secret; the present one works a while longer',
    authenticate,
    params: clientParams,
    body: replacement,
    status: 201,
    handle: async ({ principal, params, body }) => {
      const { secret } = await replaceClientSecret(context.db, principal.actor, {
        id: params.id,
        owner: 'everybody',
        seenVersion: body.version,
        keepHours: body.keep_hours,
      });
      context.clients.forget();
      return { client_id: params.id, client_secret: secret };
    },
  });

  route(app, {
    method: 'delete',
    path: '/api/v1/clients/:id/older-secret',
    summary: 'End the older of two secrets before its time',
    authenticate,
    params: clientParams,
    query: z.strictObject({ version }),
    handle: async ({ principal, params, query }) => {
      await endOlderSecret(context.db, principal.actor, {
        id: params.id,
        owner: 'everybody',
        seenVersion: query.version,
      });
      context.clients.forget();
    },
  });
}
