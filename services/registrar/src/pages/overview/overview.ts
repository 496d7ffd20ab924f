import type { App, Context } from '../../context.ts';
import { showOverview } from '../../use-cases/show-overview.ts';
import { consolePage } from '../console/console-page.ts';
import { overviewView } from './overview-view.ts';

/** What needs somebody at a university, and how many people it has. */
export function overviewPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '',
    section: 'overview',
    handle: async ({ seen }) =>
      overviewView({ seen, overview: await showOverview(context, { universityId: seen.university.id }) }),
  });
}
