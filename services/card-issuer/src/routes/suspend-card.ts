import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { suspendCard } from '../use-cases/suspend-card.ts';
import { cardNumber, numberParams } from './schemas.ts';
import { seenVersion, seenVersionField } from './seen-version.ts';

const body = z.strictObject({
  reason: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^\P{Cc}*$/u, 'must be one line')
    .describe('Why, e.g. "lost". No personal data: it is shown with the history of the card.'),
  version: seenVersionField,
});

export function suspendCardRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/cards/:number/suspend',
    summary: 'Stops a live card everywhere until it is found.',
    authenticate: bearer(context.access, 'cards.write'),
    params: numberParams,
    body,
    handle: ({ principal, params, body, request }) =>
      suspendCard(context, {
        by: principal,
        card: { number: cardNumber(params.number), version: seenVersion(request, body.version) },
        reason: body.reason,
      }),
  });
}
