import { saml, samlBinding } from './saml-names.ts';
import { attributeOf, childrenOf, textOf, type XmlElement, XmlRefused } from './strict-xml.ts';

/** What a service asks when it wants somebody signed in (SAML Core 2.0 §3.4.1), as far as we heed it. */
export type AuthnRequest = {
  readonly id: string;
  readonly issuer: string;
  readonly issuedAt: Date;
  readonly forceAuthn: boolean;
  readonly isPassive: boolean;
  readonly consumerUrl: string | undefined;
  readonly consumerIndex: number | undefined;
  readonly nameIdFormat: string | undefined;
  /** Empty where the service leaves it to us. */
  readonly contexts: readonly string[];
};

/** What it asks when somebody signs out there (§3.7.1). */
export type LogoutRequest = {
  readonly id: string;
  readonly issuer: string;
  readonly issuedAt: Date;
  readonly nameId: string;
  readonly sessionIndexes: readonly string[];
};

/** From the moment that a service writes a request to the moment that it reaches us. */
const request_age_ms = 5 * 60_000;
export const skew_ms = 60_000;

type Place = { readonly destination: string; readonly now: Date };

/** @throws XmlRefused where the message is not such a request, is not for us, or is too old. */
export function readAuthnRequest(root: XmlElement, place: Place): AuthnRequest {
  const base = baseOf(root, 'AuthnRequest', place);
  if (childrenOf(root, saml.assertion, 'Subject').length > 0) throw new XmlRefused('a Subject: we ask the person');
  const binding = attributeOf(root, 'ProtocolBinding');
  if (binding !== undefined && binding !== samlBinding.post)
    throw new XmlRefused('ProtocolBinding: we answer by HTTP-POST');
  const index = attributeOf(root, 'AssertionConsumerServiceIndex');
  const consumerUrl = attributeOf(root, 'AssertionConsumerServiceURL');
  if (index !== undefined && (consumerUrl !== undefined || !/^\d{1,5}$/.test(index)))
    throw new XmlRefused('AssertionConsumerServiceIndex');
  const [policy] = childrenOf(root, saml.protocol, 'NameIDPolicy');
  const contexts = childrenOf(root, saml.protocol, 'RequestedAuthnContext')
    .flatMap((one) => childrenOf(one, saml.assertion, 'AuthnContextClassRef'))
    .map((one) => textOf(one) ?? '');
  return {
    ...base,
    forceAuthn: booleanOf(root, 'ForceAuthn'),
    isPassive: booleanOf(root, 'IsPassive'),
    consumerUrl,
    consumerIndex: index === undefined ? undefined : Number(index),
    nameIdFormat: policy && attributeOf(policy, 'Format'),
    contexts: contexts.slice(0, 20),
  };
}

/** @throws XmlRefused where the message is not such a request, is not for us, or is too old. */
export function readLogoutRequest(root: XmlElement, place: Place): LogoutRequest {
  const base = baseOf(root, 'LogoutRequest', place);
  const [nameId] = childrenOf(root, saml.assertion, 'NameID');
  const value = nameId && textOf(nameId);
  if (!value) throw new XmlRefused('no NameID');
  const until = attributeOf(root, 'NotOnOrAfter');
  if (until !== undefined && !(Date.parse(until) + skew_ms > place.now.getTime()))
    throw new XmlRefused('NotOnOrAfter has passed');
  return {
    ...base,
    nameId: value,
    sessionIndexes: childrenOf(root, saml.protocol, 'SessionIndex').map((one) => textOf(one) ?? ''),
  };
}

/** Who says that he wrote it; believed only after the signature was looked at. */
export function issuerOf(root: XmlElement): string {
  const issuers = childrenOf(root, saml.assertion, 'Issuer');
  const issuer = issuers[0] && textOf(issuers[0]);
  if (issuers.length !== 1 || !issuer) throw new XmlRefused('not exactly one Issuer');
  return issuer;
}

function baseOf(root: XmlElement, name: string, { destination, now }: Place) {
  if (root.namespace !== saml.protocol || root.name !== name) throw new XmlRefused(`not a ${name}`);
  if (attributeOf(root, 'Version') !== '2.0') throw new XmlRefused('Version');
  const id = attributeOf(root, 'ID') ?? '';
  if (!/^[A-Za-z_][\w.-]{0,255}$/.test(id)) throw new XmlRefused('ID');
  const to = attributeOf(root, 'Destination');
  if (to !== undefined && to !== destination) throw new XmlRefused('Destination: the message is for somebody else');
  const at = attributeOf(root, 'IssueInstant') ?? '';
  const issuedAt = new Date(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(at) ? at : Number.NaN);
  const age_ms = now.getTime() - issuedAt.getTime();
  if (!(age_ms >= -skew_ms && age_ms <= request_age_ms + skew_ms))
    throw new XmlRefused('IssueInstant: too old, or not yet');
  return { id, issuer: issuerOf(root), issuedAt };
}

function booleanOf(root: XmlElement, name: string): boolean {
  const value = attributeOf(root, name) ?? 'false';
  if (!['true', 'false', '1', '0'].includes(value)) throw new XmlRefused(name);
  return value === 'true' || value === '1';
}
