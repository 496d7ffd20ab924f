import { bearer, route } from '@onecampus/http';
import type { App, Context } from '../context.ts';
import { showCardHistory } from '../use-cases/show-card-history.ts';
import { cardNumber, numberParams } from './schemas.ts';

export function showCardHistoryRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/cards/:number/events',
    summary: 'What happened to a card, the oldest first, as a hash chain, and whether the chain holds.',
    authenticate: bearer(context.access, 'cards.read'),
    params: numberParams,
    handle: ({ principal, params }) => showCardHistory(context, { by: principal, number: cardNumber(params.number) }),
  });
}
