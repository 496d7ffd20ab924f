import { bearer, route } from '@onecampus/http';
import type { App, Context } from '../context.ts';
import { reactivateCard } from '../use-cases/reactivate-card.ts';
import { cardNumber, numberParams } from './schemas.ts';
import { seenVersion } from './seen-version.ts';

export function reactivateCardRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/cards/:number/reactivate',
    summary: 'Puts a suspended or lost card back to use: it was found.',
    authenticate: bearer(context.access, 'cards.write'),
    params: numberParams,
    handle: ({ principal, params, request }) =>
      reactivateCard(context, {
        by: principal,
        card: { number: cardNumber(params.number), version: seenVersion(request) },
      }),
  });
}
