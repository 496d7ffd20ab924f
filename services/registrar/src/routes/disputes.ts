import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { answer_letters_max, disputeAnswers } from '../rules/dispute.ts';
import { answerDispute } from '../use-cases/answer-dispute.ts';
import { listDisputes } from '../use-cases/list-disputes.ts';
import { university } from './schemas.ts';

/** What people say is wrong about them, for the university that said it. */
export function disputeRoutes(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/universities/:university/disputes',
    summary: 'What people dispute at this university: those that wait for an answer, or those that have one.',
    authenticate: bearer(context.access, 'people.read'),
    params: z.strictObject({ university }),
    query: z.strictObject({ state: z.enum(['open', 'answered']).default('open') }),
    handle: async ({ principal, params, query }) => ({
      disputes: await listDisputes(context, { by: principal.actor, ...params, open: query.state === 'open' }),
    }),
  });
  route(app, {
    method: 'post',
    path: '/api/v1/disputes/:id/answer',
    summary: 'The university’s answer, once; the person reads it.',
    authenticate: bearer(context.access, 'people.write'),
    params: z.strictObject({ id: z.uuid() }),
    body: z.strictObject({
      university,
      outcome: z.enum(disputeAnswers),
      answer: z.string().trim().min(1).max(answer_letters_max),
    }),
    handle: ({ principal, params, body: { outcome, ...body } }) =>
      answerDispute(context, { by: principal.actor, ...params, ...body, state: outcome }),
  });
}
