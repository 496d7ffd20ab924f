import { anybody, type PageAnswer, page } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import { z } from 'zod';
import { giveTicket } from '../../cas/tickets.ts';
import type { App, Context } from '../../context.ts';
import { beginOwnSignIn } from '../../own-front/begin-own-sign-in.ts';
import type { Exchange } from '../../own-front/exchange.ts';
import { finishOwnSignIn } from '../../own-front/finish-own-sign-in.ts';
import { cancelledView, frontFaultView, goOnView, signedOutOnView } from '../../own-front/front-views.ts';
import { isSet } from '../../routes/cas/validate.ts';
import { isServiceOf, withTicket } from '../../rules/cas-service-url.ts';
import { findCasServiceById, findCasServiceOf } from '../../use-cases/find-cas-service.ts';

const anything = z.record(z.string(), z.unknown());
const returned = z.object({
  state: z.string().max(200).optional(),
  code: z.string().max(200).optional(),
  error: z.string().max(200).optional(),
});

type Asked = { readonly service: string; readonly gateway: boolean };

/** The pages of the CAS protocol that browsers open (CAS Protocol 3.0 §2.1–2.3). */
export function casPages(app: App, context: Context): void {
  const login = async (input: Record<string, unknown>, locale: Locale, exchange: Exchange): Promise<PageAnswer> => {
    const { service } = input;
    if (service === undefined || service === '') return { redirect: '/' };
    const place = typeof service === 'string' ? await findCasServiceOf(context.db, service) : undefined;
    const client = place && (await context.clients.find(place.clientId));
    if (!client || typeof service !== 'string') return frontFaultView('unknown', locale, 'unknown service address');
    const renew = isSet(input['renew']);
    // Both together make no sense; the stricter one holds (§2.1.1).
    const gateway = !renew && isSet(input['gateway']);
    const asked: Asked = { service, gateway };
    const wishes = renew ? { prompt: 'login' as const } : gateway ? { prompt: 'none' as const } : {};
    return beginOwnSignIn(context, exchange, { client, wishes, asked });
  };

  page(app, {
    method: 'get',
    path: '/cas/login',
    visitor: anybody,
    query: anything,
    handle: ({ query, locale, request, response }) => login(query, locale, { request, response }),
  });
  page(app, {
    method: 'get',
    path: '/cas/continue',
    visitor: anybody,
    query: returned,
    handle: async ({ query, locale, request, response }) => {
      const finished = await finishOwnSignIn(context, { request, response }, query);
      if (finished.outcome === 'unknown' || finished.client.protocol !== 'cas')
        return frontFaultView('expired', locale);
      const { service, gateway } = finished.asked as Asked;
      const { client } = finished;
      const place = await findCasServiceById(context.db, client.id);
      if (!place || !isServiceOf(place, service)) return frontFaultView('unknown', locale, 'unknown service address');
      const name = locale === 'ru' ? client.nameRu : client.name;
      if (finished.outcome === 'refused') {
        // Nobody is signed in, and the service asked not to ask (§2.1.1): it goes on without a ticket.
        return gateway ? { redirect: service } : cancelledView(name, locale);
      }
      const { accountId, sessionUid, grantId, scope, authenticatedAt } = finished.who;
      const ticket = await giveTicket(context.ephemeral, {
        clientId: client.id,
        service,
        accountId,
        sessionUid,
        grantId,
        scope,
        authenticatedAt,
        isNew: finished.isNew,
      });
      const href = withTicket(service, ticket);
      if (gateway) return { redirect: href };
      response.setHeader('Refresh', `0; url=${href}`);
      return goOnView({ href, service: name }, locale);
    },
  });

  page(app, {
    method: 'get',
    path: '/cas/logout',
    visitor: anybody,
    query: anything,
    handle: async ({ query }) => {
      // `url` is what CAS 2.0 called it (§2.3.1).
      const wanted = query['service'] ?? query['url'];
      const place = typeof wanted === 'string' ? await findCasServiceOf(context.db, wanted) : undefined;
      if (!place || typeof wanted !== 'string') return { redirect: '/session/end' };
      const request = new URLSearchParams({
        client_id: place.clientId,
        post_logout_redirect_uri: `${context.config.issuer}/cas/signed-out`,
        state: wanted,
      });
      return { redirect: `/session/end?${request}` };
    },
  });
  page(app, {
    method: 'get',
    path: '/cas/signed-out',
    visitor: anybody,
    query: z.object({ state: z.string().max(2_000).optional() }),
    handle: async ({ query: { state }, locale, response }) => {
      const place = state === undefined ? undefined : await findCasServiceOf(context.db, state);
      const client = place && (await context.clients.find(place.clientId));
      if (!client || state === undefined) return { redirect: '/' };
      response.setHeader('Refresh', `0; url=${state}`);
      return signedOutOnView({ href: state, service: locale === 'ru' ? client.nameRu : client.name }, locale);
    },
  });
}
