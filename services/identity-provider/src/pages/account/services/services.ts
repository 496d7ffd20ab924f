import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { listServices } from '../../../use-cases/list-services.ts';
import { withdrawConsent } from '../../../use-cases/withdraw-consent.ts';
import { accountPage } from '../account-page.ts';
import { servicesView } from './services-view.ts';
import { servicesWords } from './services-words.ts';

const query = z.object({ withdrawn: z.string().max(64).optional() });
const params = z.strictObject({ client: z.string().max(64) });

/** `/account/services`: which services know somebody, what they got, and how to end it. */
export function servicesPages(app: App, context: Context): void {
  accountPage(app, context, {
    method: 'get',
    path: '/account/services',
    section: 'services',
    query,
    handle: async ({ visitor, locale, query: { withdrawn } }) => {
      const [services, universities] = await Promise.all([listServices(context, visitor), context.universities.all()]);
      const ended = services.find(({ client, consent }) => client.id === withdrawn && !consent)?.client;
      return {
        title: servicesWords(locale).title,
        body: servicesView({
          locale,
          services,
          universities: new Map(universities.map(({ id, name }) => [id, name[locale]])),
          withdrawnFrom: locale === 'ru' ? ended?.nameRu : ended?.name,
        }),
      };
    },
  });

  accountPage(app, context, {
    method: 'post',
    path: '/account/services/:client/withdraw',
    section: 'services',
    params,
    form: z.strictObject({}),
    handle: async ({ visitor, params: { client } }) => {
      const done = await withdrawConsent(context.db, visitor, client);
      return { redirect: done ? `/account/services?withdrawn=${encodeURIComponent(client)}` : '/account/services' };
    },
  });
}
