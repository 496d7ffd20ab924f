import type { App, Context } from '../../../context.ts';
import { listOwnClients } from '../../../use-cases/list-own-clients.ts';
import { consolePage } from '../console-page.ts';
import { clientsView } from './clients-view.ts';

/** The services of a university. */
export function clientsPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/clients',
    section: 'clients',
    handle: async ({ seen }) => clientsView({ seen, clients: await listOwnClients(context.db, seen.university.id) }),
  });
}
