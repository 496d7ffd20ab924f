import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { showLastHeard } from '../../use-cases/show-last-heard.ts';
import { consolePage } from '../console/console-page.ts';
import { connectView, wayView } from './connect-view.ts';
import { ways } from './connect-ways.ts';
import { scimUrl } from './scim-url.ts';

const console = { section: 'connections', role: 'administrator' } as const;

/** From where people are to come. */
export function connectPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/connections/connect',
    ...console,
    handle: async ({ seen }) => connectView(seen),
  });
}

/** One way, step by step, with the button that tells whether anything arrives. */
export function connectWayPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/connections/connect/:way',
    ...console,
    params: { way: z.enum(ways) },
    query: z.strictObject({ check: z.literal('yes').optional() }),
    handle: async ({ seen, params, query }) =>
      wayView({
        seen,
        way: params.way,
        url: scimUrl(context, seen.university),
        heard: query.check ? await showLastHeard(context, { universityId: seen.university.id }) : undefined,
      }),
  });
}
