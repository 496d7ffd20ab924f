import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { showIncident } from '../use-cases/show-incident.ts';
import { university } from './schemas.ts';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const fields = z
  .string()
  .regex(/^[a-z0-9_]+(,[a-z0-9_]+)*$/i, 'must be names of fields with commas between them')
  .max(1_000)
  .transform((text) => text.split(','));

/** For the notice of an incident. */
export function incidentRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/universities/:university/incident',
    summary:
      'Ids of the people of a university whom a window of time concerns, and which fields: looks, changes, disclosures.',
    authenticate: bearer(context.access, 'audit.read'),
    params: z.strictObject({ university }),
    query: z.strictObject({
      from: instant,
      until: instant,
      fields: fields.optional(),
      after: z.uuid().optional().describe('`next` of the answer before'),
    }),
    handle: ({ principal, params, query }) => showIncident(context, { by: principal.actor, ...params, ...query }),
  });
}
