import { bearer, route } from '@onecampus/http';
import type { App, Context } from '../context.ts';
import { showCardsOfPerson } from '../use-cases/show-cards-of-person.ts';
import { personIdParams } from './schemas.ts';

export function showCardsOfPersonRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/people/:personId/cards',
    summary: 'Every card that a person ever had, the newest first.',
    authenticate: bearer(context.access, 'cards.read'),
    params: personIdParams,
    handle: async ({ principal, params }) => ({
      cards: await showCardsOfPerson(context, { by: principal, personId: params.personId }),
    }),
  });
}
