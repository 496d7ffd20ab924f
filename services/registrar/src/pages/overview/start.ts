import { page } from '@onecampus/http';
import type { App, Context } from '../../context.ts';
import { listUniversities } from '../../use-cases/list-universities.ts';
import { consolePath } from '../console/console-frame.ts';
import { consoleRoles, consoleUniversities } from '../console/place.ts';
import { signedIn } from '../frame.ts';

/** The first address of the service leads to the console of the visitor's university, or else to what is known about him. */
export function startPage(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/',
    visitor: signedIn(context),
    handle: async ({ visitor }) => {
      if (!visitor.roles.some(({ role }) => consoleRoles.some((one) => one === role))) return { redirect: '/my' };
      return { redirect: consolePath(consoleUniversities(visitor, await listUniversities(context))[0]!) };
    },
  });
}
