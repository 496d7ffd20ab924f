import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { cardLosses, reportCard } from '../use-cases/report-card.ts';
import { cardNumber, numberParams } from './schemas.ts';
import { seenVersion, seenVersionField } from './seen-version.ts';

export function reportCardRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/cards/:number/report',
    summary: 'Writes down that a card is lost, stolen or damaged; it opens nothing from now on.',
    authenticate: bearer(context.access, 'cards.write'),
    params: numberParams,
    body: z.strictObject({ as: z.enum(cardLosses), version: seenVersionField }),
    handle: ({ principal, params, body, request }) =>
      reportCard(context, {
        by: principal,
        card: { number: cardNumber(params.number), version: seenVersion(request, body.version) },
        as: body.as,
      }),
  });
}
