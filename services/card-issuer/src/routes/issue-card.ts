import { findUniversity } from '@onecampus/directory';
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
    kind: z
      .enum(['temporary', 'visitor'])
      .optional()
      .describe('Without it a shared card, which ends with its holder’s affiliations.'),
    valid_until: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('When a temporary card (31 days) or a visitor’s (a year) ends by itself.'),
    issued_by: z
      .string()
      .min(1)
      .max(128)
      .optional()
      .describe('Slug or domain of the university that invites a visitor.'),
    number: z.string().max(64).optional().describe('Scanned from pre-printed plastic; without it a number is drawn.'),
  })
  .refine(
    ({ personId, student_number, university }) =>
      personId === undefined
        ? student_number !== undefined && university !== undefined
        : student_number === undefined && university === undefined,
    'name the person either by personId or by student_number and university',
  )
  .refine(
    ({ kind, valid_until }) => (kind === undefined) === (valid_until === undefined),
    'kind and valid_until go together',
  )
  .refine(
    ({ kind, issued_by }) => (kind === 'visitor') === (issued_by !== undefined),
    'a visitor is invited by a university',
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
        by:
          body.issued_by === undefined
            ? principal
            : { ...principal, universityId: (await findUniversity(context.db, body.issued_by)).id },
        personId,
        number: body.number === undefined ? undefined : cardNumber(body.number),
        passing: body.kind && { kind: body.kind, until: new Date(body.valid_until!) },
        once: requestOnce(request, principal.clientId, { operation: 'issue', input: body }),
      });
      response.location(`/api/v1/cards/${card.number}`);
      return card;
    },
  });
}
