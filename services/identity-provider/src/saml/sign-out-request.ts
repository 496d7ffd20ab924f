import { sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { randomToken } from '@onecampus/runtime';
import type { Context } from '../context.ts';
import type { Exchange } from '../own-front/exchange.ts';
import { whoIsHere } from '../provider/interactions.ts';
import { signOutHere } from '../provider/internal-front.ts';
import { samlStatus } from '../rules/saml-names.ts';
import { issuerOf, type LogoutRequest, readLogoutRequest } from '../rules/saml-request.ts';
import { answerXml, type Status, succeeded } from '../rules/saml-response.ts';
import { XmlRefused } from '../rules/strict-xml.ts';
import type { Client } from '../store/clients.ts';
import { findLiveSamlService, type SamlService } from '../store/saml-services.ts';
import { findSamlFront } from '../store/session-fronts.ts';
import { signed } from './codec.ts';
import type { Message } from './message.ts';
import { entityIdOf, samlId, sloUrl } from './places.ts';
import { samlKeys } from './saml-keys.ts';

export type BelievedSignOut = {
  readonly client: Client;
  readonly service: SamlService;
  readonly request: LogoutRequest;
};

/** By what the service gets our answer; `undefined` where it named no place for one. */
export type SignOutAnswer =
  | { readonly binding: 'redirect'; readonly href: string }
  | { readonly binding: 'post'; readonly to: string; readonly fields: Readonly<Record<string, string | undefined>> };

/**
 * A service's wish that somebody be signed out everywhere. It counts only signed, for any page could send a browser here.
 *
 * @throws XmlRefused with what is wrong with it. @returns `undefined` where the service is not known.
 */
export async function believedSignOut(context: Context, message: Message): Promise<BelievedSignOut | undefined> {
  const service = await findLiveSamlService(context.db, issuerOf(message.root));
  const client = service && (await context.clients.find(service.clientId));
  if (!service || !client) return undefined;
  if (!message.isSignedBy(service.metadata.signingCertificates))
    throw new XmlRefused('a sign-out has to be signed by a key of the service’s metadata');
  return {
    client,
    service,
    request: readLogoutRequest(message.root, { destination: sloUrl(context), now: context.clock.now() }),
  };
}

/** Signs out whom the service means, if he is the one who is here; where nobody is, that is what was wanted. */
export async function carryOut(
  context: Context,
  exchange: Exchange,
  { client, request }: BelievedSignOut,
): Promise<Status> {
  const here = await whoIsHere(context.engine, exchange);
  const front = here && (await findSamlFront(context.db, here.sessionUid, client.id));
  if (!here || !front) return succeeded;
  const { nameId, sessionIndexes } = request;
  const isHis =
    front.nameId.value === nameId && (sessionIndexes.length === 0 || sessionIndexes.includes(front.sessionIndex));
  if (!isHis) return { code: samlStatus.requester, reason: 'urn:oasis:names:tc:SAML:2.0:status:UnknownPrincipal' };
  await signOutHere(context.engine, exchange, here.sessionUid);
  return succeeded;
}

/** Our signed answer (Core 2.0 §3.7.2), by the way that the service named. */
export async function signOutAnswer(
  context: Context,
  { service, request }: BelievedSignOut,
  status: Status,
  relayState: string | undefined,
): Promise<SignOutAnswer | undefined> {
  const { logoutEndpoints } = service.metadata;
  const endpoint =
    logoutEndpoints.find(({ binding }) => binding === 'redirect') ??
    logoutEndpoints.find(({ binding }) => binding === 'post');
  if (!endpoint) return undefined;
  const destination = endpoint.responseLocation ?? endpoint.location;
  const answer = answerXml('LogoutResponse', {
    id: samlId(randomToken()),
    issuer: entityIdOf(context),
    at: context.clock.now(),
    destination,
    inResponseTo: request.id,
    status,
  });
  const { signing } = await samlKeys(context);
  if (endpoint.binding === 'post') {
    const SAMLResponse = Buffer.from(signed(answer, signing).xml).toString('base64');
    return { binding: 'post', to: destination, fields: { SAMLResponse, RelayState: relayState } };
  }
  const query = new URLSearchParams({
    SAMLResponse: deflateRawSync(answer.xml).toString('base64'),
    ...(relayState === undefined ? {} : { RelayState: relayState }),
    SigAlg: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  }).toString();
  const signature = sign('sha256', Buffer.from(query), signing.privateKeyPem).toString('base64');
  const join = destination.includes('?') ? '&' : '?';
  return { binding: 'redirect', href: `${destination}${join}${query}&Signature=${encodeURIComponent(signature)}` };
}
