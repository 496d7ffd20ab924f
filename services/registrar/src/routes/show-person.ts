import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { showPerson } from '../use-cases/show-person.ts';
import { moment, university } from './schemas.ts';

export function showPersonRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/universities/:university/people/:id',
    summary:
      'A person as one university knows him: own records with their past, identifiers, affiliations on both axes of time, groups, entitlements, roles. Each look is recorded.',
    authenticate: bearer(context.access, 'people.read'),
    params: z.strictObject({ university, id: z.uuid() }),
    query: z.strictObject({
      valid_at: moment.optional().describe('Affiliations as they were at this moment …'),
      known_at: moment.optional().describe('… and as they were known at that one. Either alone: the other is now.'),
    }),
    handle: ({ principal, params, query }) =>
      showPerson(context, {
        by: principal.actor,
        university: params.university,
        personId: params.id,
        validAt: query.valid_at,
        knownAt: query.known_at,
      }),
  });
}
