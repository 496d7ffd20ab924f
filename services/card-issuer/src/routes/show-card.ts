import { bearer, route } from '@onecampus/http';
import type { App, Context } from '../context.ts';
import { showCard } from '../use-cases/show-card.ts';
import { cardNumber, numberParams } from './schemas.ts';
import { versionTag } from './seen-version.ts';

export function showCardRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/cards/:number',
    summary: 'One card by its number.',
    authenticate: bearer(context.access, 'cards.read'),
    params: numberParams,
    handle: async ({ principal, params, response }) => {
      const card = await showCard(context, { by: principal, number: cardNumber(params.number) });
      response.set('etag', versionTag(card.version));
      return card;
    },
  });
}
