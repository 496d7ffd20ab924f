import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { answer_letters_max, disputeAnswers } from '../../rules/dispute.ts';
import { answerDispute } from '../../use-cases/answer-dispute.ts';
import { listDisputes } from '../../use-cases/list-disputes.ts';
import { showDispute } from '../../use-cases/show-dispute.ts';
import { consolePath } from '../console/console-frame.ts';
import { consolePage } from '../console/console-page.ts';
import { isOneOf } from '../console/is-one-of.ts';
import { disputeView } from './dispute-view.ts';
import { universityDisputesView } from './disputes-view.ts';

const console = { section: 'disputes', role: 'registrar' } as const;
const params = { id: z.uuid() };

/** What people dispute at a university, for its registrars. */
export function universityDisputePages(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/disputes',
    ...console,
    query: z.object({ state: z.literal('answered').optional().catch(undefined) }),
    handle: async ({ seen, query }) => {
      const open = query.state === undefined;
      const disputes = await listDisputes(context, { by: seen.by, university: seen.university.slug, open });
      return universityDisputesView(seen, { disputes, open });
    },
  });
  consolePage(app, context, {
    method: 'get',
    path: '/disputes/:id',
    ...console,
    params,
    query: z.object({ already: z.literal('yes').optional().catch(undefined) }),
    handle: async ({ seen, params, query }) => {
      const dispute = await showDispute(context, { by: seen.by, university: seen.university.slug, ...params });
      return disputeView(seen, dispute, { already: query.already === 'yes' });
    },
  });
  answerPage(app, context);
}

function answerPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/disputes/:id',
    ...console,
    params,
    form: z.strictObject({
      outcome: z.enum(disputeAnswers).optional(),
      answer: z.string().max(4 * answer_letters_max),
    }),
    handle: async ({ seen, params, form: { outcome, answer } }) => {
      const place = { by: seen.by, university: seen.university.slug, ...params };
      const text = answer.replaceAll('\r\n', '\n').trim();
      if (outcome === undefined || text === '' || [...text].length > answer_letters_max) {
        const tried = { outcome, answer: text };
        return { ...disputeView(seen, await showDispute(context, place), { tried }), status: 422 };
      }
      const back = `${consolePath(seen.university)}/disputes`;
      try {
        await answerDispute(context, { ...place, state: outcome, answer: text });
      } catch (error) {
        if (!isOneOf(error, 'dispute.answered_already')) throw error;
        return { redirect: `${back}/${params.id}?already=yes` };
      }
      return { redirect: `${back}/${params.id}` };
    },
  });
}
