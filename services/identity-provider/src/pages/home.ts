import { findProfile, fullName } from '@onecampus/directory';
import { anybody, page } from '@onecampus/http';
import type { Context } from '../context.ts';
import { whoIsHere } from '../provider/interactions.ts';
import { findAccount } from '../use-cases/find-account.ts';
import { homeView } from './home-view.ts';

/** `/`: who is signed in in this browser. */
export function homePage(app: Parameters<typeof page>[0], context: Context): void {
  page(app, {
    method: 'get',
    path: '/',
    visitor: anybody,
    handle: async ({ request, response, locale }) => {
      const here = await whoIsHere(context.engine, { request, response });
      const account = here && (await findAccount(context.db, here.accountId));
      const profile = account && (await findProfile(context.db, account.personId));
      if (!here || !profile) return homeView(locale, undefined);
      const clients = await Promise.all(here.clientIds.map((id) => context.clients.find(id)));
      return homeView(locale, {
        name: fullName(profile),
        since: here.loginAt === undefined ? undefined : new Date(here.loginAt * 1000),
        services: clients
          .filter((client) => client !== undefined)
          .map((client) => ({
            name: locale === 'ru' ? client.nameRu : client.name,
            href: webAddress(client.metadata['client_uri']),
          })),
      });
    },
  });
}

function webAddress(uri: unknown): string | undefined {
  return typeof uri === 'string' && /^https?:\/\//.test(uri) ? uri : undefined;
}
