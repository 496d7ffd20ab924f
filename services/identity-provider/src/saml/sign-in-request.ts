import { key } from '@onecampus/ephemeral';
import { constantTimeEqual, hashToken } from '@onecampus/tokens';
import type { Context } from '../context.ts';
import { trace } from '../doctor/trace.ts';
import { browserMark } from '../own-front/browser-mark.ts';
import type { Exchange } from '../own-front/exchange.ts';
import type { ServiceMetadata } from '../rules/saml-metadata.ts';
import { nameIdFormats } from '../rules/saml-names.ts';
import { type AuthnRequest, issuerOf, readAuthnRequest } from '../rules/saml-request.ts';
import { XmlRefused } from '../rules/strict-xml.ts';
import type { Client } from '../store/clients.ts';
import { findLiveSamlService, type SamlService } from '../store/saml-services.ts';
import type { Message } from './message.ts';
import { ssoUrl } from './places.ts';

/** What is kept of a request while the person signs in. */
export type SamlAsked = {
  readonly requestId: string;
  readonly relayState: string | undefined;
  readonly consumerUrl: string;
  readonly nameIdFormat: string | undefined;
  readonly contexts: readonly string[];
  readonly forceAuthn: boolean;
  readonly isPassive: boolean;
};

export type BelievedRequest = { readonly client: Client; readonly service: SamlService; readonly asked: SamlAsked };

/** Longer than a request is good for (rules/saml-request.ts). */
const remembered_seconds = 15 * 60;

/**
 * Believes a request or refuses it: a service that we know, its signature where it signs, an address out of its own
 * metadata, fresh, and brought by one browser only. `undefined` where the service is not known.
 *
 * @throws XmlRefused with what is wrong with the request.
 */
export async function believedRequest(
  context: Context,
  exchange: Exchange,
  message: Message,
): Promise<BelievedRequest | undefined> {
  const service = await findLiveSamlService(context.db, issuerOf(message.root));
  const client = service && (await context.clients.find(service.clientId));
  if (!service || client?.state !== 'live') return undefined;
  try {
    return { client, service, asked: await askedBy(context, exchange, message, service) };
  } catch (error) {
    // For whoever looks after the service (pages/console/saml-and-cas).
    if (error instanceof XmlRefused)
      trace(context, { clientId: client.id, step: 'saml-request', outcome: 'refused', error: error.message });
    throw error;
  }
}

async function askedBy(
  context: Context,
  exchange: Exchange,
  message: Message,
  { clientId, metadata }: SamlService,
): Promise<SamlAsked> {
  if (metadata.signsRequests && !message.isSigned)
    throw new XmlRefused('the service signs its requests, this one is not signed');
  if (message.isSigned && !message.isSignedBy(metadata.signingCertificates))
    throw new XmlRefused('the signature does not match');
  const request = readAuthnRequest(message.root, { destination: ssoUrl(context), now: context.clock.now() });
  const consumerUrl = consumerOf(metadata, request);
  if (consumerUrl === undefined) throw new XmlRefused('the address for the answer is not in the service’s metadata');
  await refuseReplay(context, exchange, clientId, request.id);
  return {
    requestId: request.id,
    relayState: message.relayState,
    consumerUrl,
    nameIdFormat: request.nameIdFormat,
    contexts: request.contexts,
    forceAuthn: request.forceAuthn,
    isPassive: request.isPassive,
  };
}

/** Whether we can name people as the request wants it. */
export function isKnownFormat(format: string | undefined): boolean {
  return format === undefined || (Object.values(nameIdFormats) as string[]).includes(format);
}

/** Never an address that only the request names. */
function consumerOf(
  { assertionConsumers }: ServiceMetadata,
  { consumerUrl, consumerIndex }: AuthnRequest,
): string | undefined {
  if (consumerUrl !== undefined) return assertionConsumers.find(({ location }) => location === consumerUrl)?.location;
  if (consumerIndex !== undefined) return assertionConsumers.find(({ index }) => index === consumerIndex)?.location;
  return assertionConsumers[0]?.location;
}

/** The same browser may come again with it (reload, back); another one that brings it got it from somewhere. */
async function refuseReplay(context: Context, exchange: Exchange, clientId: string, requestId: string): Promise<void> {
  const place = key('saml-request', clientId, hashToken(requestId));
  const browserHash = hashToken(browserMark(context, exchange));
  if (await context.ephemeral.claim(place, browserHash, remembered_seconds)) return;
  const before = await context.ephemeral.get(place);
  if (before === undefined || !constantTimeEqual(before, browserHash))
    throw new XmlRefused('the request was used before');
}
