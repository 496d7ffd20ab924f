import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { destructionActText } from '../../rules/destruction-act-text.ts';
import { listErasuresWithNames } from '../../use-cases/list-erasures-with-names.ts';
import { showDestructionAct } from '../../use-cases/show-destruction-act.ts';
import { consolePage } from '../console/console-page.ts';
import { erasureNotices, erasuresView } from './erasures-view.ts';

const console = { section: 'people', role: 'registrar' } as const;

/** What is asked to be erased, and what was. */
export function erasuresPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/erasures',
    ...console,
    query: z.strictObject({ done: z.enum(erasureNotices).optional() }),
    handle: async ({ seen, query }) =>
      erasuresView({
        seen,
        ...(await listErasuresWithNames(context, { universityId: seen.university.id })),
        notice: query.done,
      }),
  });
}

/** The act on paper, to be printed and signed. */
export function destructionActPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/erasures/:id/act.txt',
    ...console,
    params: { id: z.uuid() },
    handle: async ({ seen, params, response }) => {
      const order = { by: seen.by, erasureId: params.id, universityIds: [seen.university.id] };
      const { act, signature } = await showDestructionAct(context, order);
      response.setHeader('Content-Type', 'text/plain; charset=utf-8');
      response.setHeader('Content-Disposition', `attachment; filename="act-${params.id}.txt"`);
      response.end(destructionActText(act, signature, seen.locale));
      return { answered: true };
    },
  });
}
