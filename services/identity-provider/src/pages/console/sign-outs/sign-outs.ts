import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { kickLogout } from '../../../logout/telling.ts';
import { logoutHealthOf, retryLogouts } from '../../../use-cases/logout-health.ts';
import { consolePath } from '../console-frame.ts';
import { consolePage } from '../console-page.ts';
import { signOutsView } from './sign-outs-view.ts';

/** `/console/:university/sign-outs`: how the university's services take being told that sign-ins end. */
export function signOutsPages(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/sign-outs',
    section: 'sign-outs',
    query: z.object({ retried: z.coerce.number().int().min(0).optional() }),
    handle: async ({ seen, query: { retried } }) =>
      signOutsView({
        locale: seen.locale,
        path: `${consolePath(seen.university)}/sign-outs`,
        services: await logoutHealthOf(context.db, seen.university.id),
        retried,
      }),
  });

  consolePage(app, context, {
    method: 'post',
    path: '/sign-outs/:client/retry',
    section: 'sign-outs',
    params: { client: z.string().max(64) },
    form: z.strictObject({}),
    handle: async ({ seen, params }) => {
      const count = await retryLogouts(context.db, {
        actor: seen.by,
        universityId: seen.university.id,
        clientId: params.client,
      });
      kickLogout(context);
      return { redirect: `${consolePath(seen.university)}/sign-outs?retried=${count}` };
    },
  });
}
