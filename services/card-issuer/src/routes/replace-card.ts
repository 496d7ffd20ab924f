import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { replaceCard } from '../use-cases/replace-card.ts';
import { requestOnce } from './idempotency-key.ts';
import { cardNumber, numberParams } from './schemas.ts';
import { seenVersion, seenVersionField } from './seen-version.ts';

export function replaceCardRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/cards/:number/replace',
    summary:
      'Ends a card for ever and puts a new live one in its place. Send an Idempotency-Key to be able to repeat it.',
    authenticate: bearer(context.access, 'cards.write'),
    params: numberParams,
    body: z.strictObject({ number: z.string().max(64).optional(), version: seenVersionField }),
    status: 201,
    handle: async ({ principal, params, body, request, response }) => {
      const old = cardNumber(params.number);
      const card = await replaceCard(context, {
        by: principal,
        card: { number: old, version: seenVersion(request, body.version) },
        number: body.number === undefined ? undefined : cardNumber(body.number),
        once: requestOnce(request, principal.clientId, { operation: 'replace', input: { old, ...body } }),
      });
      response.location(`/api/v1/cards/${card.number}`);
      return card;
    },
  });
}
