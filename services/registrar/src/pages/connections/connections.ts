import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { listEventStreams } from '../../use-cases/list-event-streams.ts';
import { listClients } from '../../use-cases/scim/list-clients.ts';
import { listTokens } from '../../use-cases/scim/list-tokens.ts';
import { consolePage } from '../console/console-page.ts';
import { connectionNotices, connectionsView } from './connections-view.ts';
import { scimUrl } from './scim-url.ts';

/** Ways in by SCIM, and who hears of changes. */
export function connectionsPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/connections',
    section: 'connections',
    role: 'administrator',
    query: z.strictObject({ done: z.enum(connectionNotices).optional() }),
    handle: async ({ seen, query }) => {
      const { slug, id } = seen.university;
      return connectionsView({
        seen,
        url: scimUrl(context, seen.university),
        tokens: await listTokens(context, { university: slug }),
        clients: await listClients(context, { university: slug }),
        streams: await listEventStreams(context, id),
        done: query.done,
        now: context.clock.now(),
      });
    },
  });
}
