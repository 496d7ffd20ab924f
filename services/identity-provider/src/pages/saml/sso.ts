import { anybody, type PageAnswer, page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { beginOwnSignIn } from '../../own-front/begin-own-sign-in.ts';
import { finishOwnSignIn } from '../../own-front/finish-own-sign-in.ts';
import { frontFaultView } from '../../own-front/front-views.ts';
import { possibleContexts, wishedAcrs } from '../../rules/saml-contexts.ts';
import {
  assertionOf,
  authnFailed,
  invalidNameIdPolicy,
  noAuthnContext,
  noPassive,
  refusal,
  requestDenied,
} from '../../saml/answer.ts';
import { type Message, redirectMessage } from '../../saml/message.ts';
import { type BelievedRequest, believedRequest, isKnownFormat, type SamlAsked } from '../../saml/sign-in-request.ts';
import { findSamlServiceById } from '../../use-cases/find-saml-service.ts';
import { postedMessages } from './carry-posted.ts';
import { type Handled, queryOf, readable } from './readable.ts';
import { sendOn } from './send-on.ts';

const anything = z.record(z.string(), z.unknown());
const returned = z.object({
  state: z.string().max(200).optional(),
  code: z.string().max(200).optional(),
  error: z.string().max(200).optional(),
});

/** The Web Browser SSO Profile (SAML Profiles 2.0 §4.1), from a service's request to our answer. */
export function samlSignInPages(app: App, context: Context): void {
  const asked = async (input: Handled, message: Message): Promise<PageAnswer> => {
    const exchange = { request: input.request, response: input.response };
    const believed = await believedRequest(context, exchange, message);
    if (!believed) return frontFaultView('unknown', input.locale, 'unknown entity');
    const { contexts, forceAuthn, isPassive, nameIdFormat } = believed.asked;
    const no = (status: Parameters<typeof refusal>[2]) => answer(input, believed, refusal(context, believed, status));
    if (!isKnownFormat(nameIdFormat)) return no(invalidNameIdPolicy);
    if (contexts.length > 0 && possibleContexts(contexts).length === 0) return no(noAuthnContext);
    // To ask nobody and to ask anew is more than anybody can do.
    if (forceAuthn && isPassive) return no(noPassive);
    return beginOwnSignIn(context, exchange, {
      client: believed.client,
      wishes: {
        ...(forceAuthn ? { prompt: 'login' as const } : isPassive ? { prompt: 'none' as const } : {}),
        acrValues: wishedAcrs(contexts),
      },
      asked: believed.asked,
    });
  };

  page(app, {
    method: 'get',
    path: '/saml/sso',
    visitor: anybody,
    query: anything,
    handle: (input) => readable(input, () => redirectMessage('SAMLRequest', queryOf(input)), asked),
  });
  postedMessages(app, context, '/saml/sso', asked);

  page(app, {
    method: 'get',
    path: '/saml/continue',
    visitor: anybody,
    query: returned,
    handle: async (input) => {
      const { locale, request, response } = input;
      const finished = await finishOwnSignIn(context, { request, response }, input.query);
      if (finished.outcome === 'unknown' || finished.client.protocol !== 'saml')
        return frontFaultView('expired', locale);
      const service = await findSamlServiceById(context.db, finished.client.id);
      if (!service) return frontFaultView('unknown', locale, 'unknown entity');
      const believed = { client: finished.client, service, asked: finished.asked as SamlAsked };
      const no = (status: Parameters<typeof refusal>[2]) => answer(input, believed, refusal(context, believed, status));
      if (finished.outcome === 'refused') return no(believed.asked.isPassive ? noPassive : requestDenied);
      if (believed.asked.forceAuthn && !finished.isNew) return no(authnFailed);
      const response_xml = await assertionOf(context, believed, finished.who);
      return response_xml === undefined ? frontFaultView('expired', locale) : answer(input, believed, response_xml);
    },
  });
}

/** Sends the answer through the browser (Bindings 2.0 §3.5). */
async function answer(
  { locale, response }: Pick<Handled, 'locale' | 'response'>,
  { asked, client }: BelievedRequest,
  xml: string | Promise<string>,
): Promise<PageAnswer> {
  return sendOn(response, locale, {
    to: asked.consumerUrl,
    service: locale === 'ru' ? client.nameRu : client.name,
    fields: { SAMLResponse: Buffer.from(await xml).toString('base64'), RelayState: asked.relayState },
  });
}
