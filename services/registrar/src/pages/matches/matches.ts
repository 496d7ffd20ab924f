import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { listMatches } from '../../use-cases/list-matches.ts';
import { consolePage } from '../console/console-page.ts';
import { matchesView } from './matches-view.ts';

const page_matches = 25;

/** Open questions whether somebody of the university is somebody else as well. */
export function matchesPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/matches',
    section: 'matches',
    role: 'registrar',
    query: z.strictObject({ after: z.uuid().optional() }),
    handle: async ({ seen, query }) => {
      const { by, university } = seen;
      const found = await listMatches(context, {
        by,
        university: university.slug,
        after: query.after,
        limit: page_matches + 1,
      });
      const further = found.length > page_matches;
      return matchesView({ seen, matches: found.slice(0, page_matches), further });
    },
  });
}
