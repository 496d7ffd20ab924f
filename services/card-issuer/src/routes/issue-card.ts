import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { findPersonByNumber } from '../use-cases/find-person-by-number.ts';
import { issueCard } from '../use-cases/issue-card.ts';
import { requestOnce } from './idempotency-key.ts';
import { cardNumber } from './schemas.ts';

const body = z
  .strictObject({
    personId: z.uuid().optional(),
    student_number: z
      .string()
      .regex(/^\P{Cc}{1,64}$/u, 'must be 1 to 64 characters of one line')
      .optional(),
    university: z.string().min(1).max(128).optional().describe('Slug or domain, e.g. "tpu" or "tpu.ru".'),
    number: z.string().max(64).optional().describe('Scanned from pre-printed plastic; without it a number is drawn.'),
  })
  .refine(
    ({ personId, student_number, university }) =>
      personId === undefined
        ? student_number !== undefined && university !== undefined
        : student_number === undefined && university === undefined,
    'name the person either by personId or by student_number and university',
  );

export function issueCardRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/cards',
    summary: 'Gives a person a card that is live at once. Send an Idempotency-Key to be able to repeat the request.',
    authenticate: bearer(context.access, 'cards.write'),
    body,
    status: 201,
    handle: async ({ principal, body, request, response }) => {
      const personId = body.personId ?? (await findPersonByNumber(context, body.student_number!, body.university!));
      const card = await issueCard(context, {
        by: principal,
        personId,
        number: body.number === undefined ? undefined : cardNumber(body.number),
        once: requestOnce(request, principal.clientId, { operation: 'issue', input: body }),
      });
      response.location(`/api/v1/cards/${card.number}`);
      return card;
    },
  });
}
