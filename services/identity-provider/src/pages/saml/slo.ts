import { anybody, type PageAnswer, page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { kickLogout } from '../../logout/telling.ts';
import { frontFaultView } from '../../own-front/front-views.ts';
import { type Message, redirectMessage } from '../../saml/message.ts';
import { believedSignOut, carryOut, signOutAnswer } from '../../saml/sign-out-request.ts';
import { postedMessages } from './carry-posted.ts';
import { type Handled, queryOf, readable } from './readable.ts';
import { sendOn } from './send-on.ts';

const anything = z.record(z.string(), z.unknown());

/** Single Logout as a service begins it (SAML Profiles 2.0 §4.4): one sign-out ends all. */
export function samlSignOutPages(app: App, context: Context): void {
  const signOut = async (input: Handled, message: Message): Promise<PageAnswer> => {
    const { locale, request, response } = input;
    const believed = await believedSignOut(context, message);
    if (!believed) return frontFaultView('unknown', locale, 'unknown entity');
    const status = await carryOut(context, { request, response }, believed);
    kickLogout(context);
    const answer = await signOutAnswer(context, believed, status, message.relayState);
    if (!answer) return { redirect: '/' };
    if (answer.binding === 'redirect') return { redirect: answer.href };
    const service = locale === 'ru' ? believed.client.nameRu : believed.client.name;
    return sendOn(response, locale, { to: answer.to, service, fields: answer.fields, signedOut: true });
  };

  page(app, {
    method: 'get',
    path: '/saml/slo',
    visitor: anybody,
    query: anything,
    handle: (input) => readable(input, () => redirectMessage('SAMLRequest', queryOf(input)), signOut),
  });

  postedMessages(app, context, '/saml/slo', signOut);
}
