import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { durationPattern } from '../rules/duration.ts';
import { rollAffiliations } from '../rules/roll-field.ts';
import { saveGrace } from '../use-cases/save-grace.ts';
import { university } from './schemas.ts';

const duration = z.string().regex(durationPattern, 'must be an ISO 8601 duration of days to years, like P30D');

export function saveGraceRoute(app: App, context: Context): void {
  route(app, {
    method: 'put',
    path: '/api/v1/universities/:university/grace',
    summary: 'For how long each affiliation keeps its effect after its last day; what is not named ends at once.',
    authenticate: bearer(context.access, 'people.write'),
    params: z.strictObject({ university }),
    body: z.partialRecord(z.enum(rollAffiliations), duration),
    handle: async ({ principal, params, body }) => ({
      grace: await saveGrace(context, { by: principal.actor, university: params.university, grace: body }),
    }),
  });
}
