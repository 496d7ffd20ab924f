import { randomToken } from '@onecampus/runtime';
import { LogoutRefused, type LogoutTransport } from '../logout/logout-transport.ts';
import { faultOfStatus } from '../rules/logout-fault.ts';
import { saml, samlStatus } from '../rules/saml-names.ts';
import { logoutRequestXml } from '../rules/saml-response.ts';
import { attributeOf, childrenOf, everyElement, readXml, XmlRefused } from '../rules/strict-xml.ts';
import { element } from '../rules/write-xml.ts';
import { findSamlService } from '../store/saml-services.ts';
import type { SamlFront } from '../store/session-fronts.ts';
import { signed } from './codec.ts';
import { entityIdOf, samlId } from './places.ts';
import { samlKeys } from './saml-keys.ts';

const answer_bytes_max = 64 * 1_024;

/**
 * The Single Logout Profile from our side (Profiles 2.0 §4.4), by SOAP from server to server. A service that only knows the
 * bindings through the browser cannot be told of a session that ended elsewhere, and the receipt says so.
 */
export const samlLogout: LogoutTransport = {
  protocol: 'saml',
  tell: async (context, { client, front, signal }) => {
    const service = await findSamlService(context.db, client.id);
    const endpoint = service?.metadata.logoutEndpoints.find(({ binding }) => binding === 'soap');
    if (!endpoint || front === null) return 'cannot';
    const { nameId, sessionIndex } = front as unknown as SamlFront;
    const { signing } = await samlKeys(context);
    const request = signed(
      logoutRequestXml({
        id: samlId(randomToken()),
        issuer: entityIdOf(context),
        at: context.clock.now(),
        destination: endpoint.location,
        nameId,
        sessionIndex,
      }),
      signing,
    );
    const envelope = element('soap:Envelope', { 'xmlns:soap': saml.soap }, element('soap:Body', {}, request));
    const response = await context.outgoing.call(client.universityId, endpoint.location, {
      method: 'POST',
      headers: { 'content-type': 'text/xml', soapaction: 'http://www.oasis-open.org/committees/security' },
      body: envelope.xml,
      signal,
    });
    if (response.status !== 200) throw new LogoutRefused(faultOfStatus(response.status));
    if (!isSuccess(await response.text())) throw new LogoutRefused('refused');
    return 'told';
  },
};

/** The answer comes down the connection that we opened to the address in the metadata; what it says is believed as it is. */
function isSuccess(text: string): boolean {
  try {
    const envelope = readXml(text, { bytesMax: answer_bytes_max, comments: true });
    const [answer] = [...everyElement(envelope)].filter(
      ({ name, namespace }) => name === 'LogoutResponse' && namespace === saml.protocol,
    );
    const [status] = answer ? childrenOf(answer, saml.protocol, 'Status') : [];
    const [code] = status ? childrenOf(status, saml.protocol, 'StatusCode') : [];
    return code !== undefined && attributeOf(code, 'Value') === samlStatus.success;
  } catch (error) {
    if (error instanceof XmlRefused) return false;
    throw error;
  }
}
