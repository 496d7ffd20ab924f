import { anybody, localeOf, page, readCookie } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { againCookie, openRequest } from '../../sign-in/again.ts';
import { faultView } from '../fault-view.ts';

/** One press on the page that says that a sign-in is lost: the application's request once more, from the beginning. */
export function againPage(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/interaction/:uid/again',
    visitor: anybody,
    params: z.strictObject({ uid: z.string().max(128) }),
    handle: async ({ params: { uid }, request, response }) => {
      const sealed = readCookie(request, againCookie);
      const query = sealed === undefined ? undefined : openRequest(context.config.keyEncryptionKey, uid, sealed);
      if (query !== undefined) return { redirect: `/auth?${query}` };
      const fault = { error: 'invalid_request', description: 'no request to repeat', expired: true, status: 400 };
      return faultView(fault, localeOf(response), String(response.locals['requestId']));
    },
  });
}
