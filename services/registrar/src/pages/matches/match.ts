import type { ErrorCode } from '@onecampus/errors';
import { isDomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { sayOfMatch } from '../../use-cases/say-of-match.ts';
import { showMatch } from '../../use-cases/show-match.ts';
import { consolePath } from '../console/console-frame.ts';
import { consolePage } from '../console/console-page.ts';
import { matchNotices } from './match-notice.ts';
import { matchView } from './match-view.ts';

const console = { section: 'matches', role: 'registrar' } as const;
const params = { id: z.uuid() };

/** One question: the own record, and how it compares. */
export function matchPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/matches/:id',
    ...console,
    params,
    query: z.strictObject({ done: z.enum(matchNotices).optional() }),
    handle: async ({ seen, params, query }) => {
      const match = await showMatch(context, { by: seen.by, id: params.id, universityIds: [seen.university.id] });
      return matchView({ seen, match, done: query.done });
    },
  });
}

/** What the question's own page says about a refusal. */
const refusals: Partial<Record<ErrorCode, (typeof matchNotices)[number]>> = {
  'match.decided': 'decided-already',
  'match.second_pair_of_eyes': 'second-pair',
  'person.own_record': 'own-record',
};

/** The two buttons. */
export function sayOfMatchPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/matches/:id',
    ...console,
    params,
    form: z.strictObject({ answer: z.enum(['same', 'different']) }),
    handle: async ({ seen, params, form }) => {
      const { by, university } = seen;
      const here = `${consolePath(university)}/matches/${params.id}`;
      try {
        const { state } = await sayOfMatch(context, {
          by,
          id: params.id,
          university: university.slug,
          answer: form.answer,
        });
        return { redirect: `${here}?done=${state === 'pending' ? 'said' : 'closed'}` };
      } catch (error) {
        const notice = isDomainError(error) ? refusals[error.code] : undefined;
        if (notice === undefined) throw error;
        return { redirect: `${here}?done=${notice}` };
      }
    },
  });
}
