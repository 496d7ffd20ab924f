import { page } from '@onecampus/http';
import type { App, Context } from '../context.ts';
import { listMembers } from '../use-cases/list-members.ts';
import { deskView } from './desk-view.ts';
import { signedIn } from './signed-in.ts';

/** The desk. Who is no librarian came for his own card. */
export function deskPage(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/',
    visitor: signedIn(context),
    handle: async ({ visitor, locale }) => {
      if (!visitor.roles.some((one) => one.role === 'librarian')) return { redirect: '/my' };
      return deskView({ visitor, locale, universities: await listMembers(context) });
    },
  });
}
