import { saml, samlStatus } from './saml-names.ts';
import { skew_ms } from './saml-request.ts';
import { element, pieces, type Xml } from './write-xml.ts';

export type SamlAttribute = {
  readonly name: string;
  readonly friendlyName: string;
  readonly values: readonly string[];
};

export type NameId = {
  readonly format: string;
  readonly value: string;
  /** Who gave the name, and to whom (Core 2.0 §8.3.7). */
  readonly nameQualifier?: string;
  readonly spNameQualifier?: string;
};

/** Everything that an assertion says (Core 2.0 §2.3; Web Browser SSO Profile §4.1.4.2). */
export type AssertionContent = {
  readonly id: string;
  readonly issuer: string;
  readonly at: Date;
  readonly audience: string;
  readonly recipient: string;
  readonly inResponseTo: string;
  readonly nameId: NameId;
  readonly authenticatedAt: Date;
  readonly sessionIndex: string;
  readonly context: string;
  readonly attributes: readonly SamlAttribute[];
};

/** For so long a browser may take from us to the service. */
const assertion_ms = 5 * 60_000;
const basic = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';
const namespaces = { 'xmlns:samlp': saml.protocol, 'xmlns:saml': saml.assertion };

export function assertionXml(said: AssertionContent): Xml {
  const until = new Date(said.at.getTime() + assertion_ms).toISOString();
  const from = new Date(said.at.getTime() - skew_ms).toISOString();
  return element(
    'saml:Assertion',
    { 'xmlns:saml': saml.assertion, ID: said.id, Version: '2.0', IssueInstant: said.at.toISOString() },
    element('saml:Issuer', {}, said.issuer),
    element(
      'saml:Subject',
      {},
      nameIdXml(said.nameId),
      element(
        'saml:SubjectConfirmation',
        { Method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer' },
        element('saml:SubjectConfirmationData', {
          InResponseTo: said.inResponseTo,
          NotOnOrAfter: until,
          Recipient: said.recipient,
        }),
      ),
    ),
    element(
      'saml:Conditions',
      { NotBefore: from, NotOnOrAfter: until },
      element('saml:AudienceRestriction', {}, element('saml:Audience', {}, said.audience)),
    ),
    element(
      'saml:AuthnStatement',
      { AuthnInstant: said.authenticatedAt.toISOString(), SessionIndex: said.sessionIndex },
      element('saml:AuthnContext', {}, element('saml:AuthnContextClassRef', {}, said.context)),
    ),
    said.attributes.length > 0 && element('saml:AttributeStatement', {}, pieces(...said.attributes.map(attributeXml))),
  );
}

export function nameIdXml(nameId: NameId): Xml {
  const { format, value, nameQualifier, spNameQualifier } = nameId;
  return element(
    'saml:NameID',
    { Format: format, NameQualifier: nameQualifier, SPNameQualifier: spNameQualifier },
    value,
  );
}

function attributeXml({ name, friendlyName, values }: SamlAttribute): Xml {
  return element(
    'saml:Attribute',
    { Name: name, NameFormat: basic, FriendlyName: friendlyName },
    ...values.map((value) => element('saml:AttributeValue', {}, value)),
  );
}

export type Status = { readonly code: string; readonly reason?: string };
export const succeeded: Status = { code: samlStatus.success };

export type Envelope = {
  readonly id: string;
  readonly issuer: string;
  readonly at: Date;
  readonly destination: string;
  readonly inResponseTo: string;
  readonly status: Status;
};

/** A `Response` or `LogoutResponse` around what it carries. */
export function answerXml(name: 'Response' | 'LogoutResponse', said: Envelope, content?: Xml): Xml {
  return element(
    `samlp:${name}`,
    {
      ...namespaces,
      ID: said.id,
      Version: '2.0',
      IssueInstant: said.at.toISOString(),
      Destination: said.destination,
      InResponseTo: said.inResponseTo,
    },
    element('saml:Issuer', {}, said.issuer),
    element(
      'samlp:Status',
      {},
      element(
        'samlp:StatusCode',
        { Value: said.status.code },
        said.status.reason !== undefined && element('samlp:StatusCode', { Value: said.status.reason }),
      ),
    ),
    content,
  );
}

/** Tells a service that its session is over (Core 2.0 §3.7.1). */
export function logoutRequestXml(said: {
  readonly id: string;
  readonly issuer: string;
  readonly at: Date;
  readonly destination: string;
  readonly nameId: NameId;
  readonly sessionIndex: string;
}): Xml {
  return element(
    'samlp:LogoutRequest',
    {
      ...namespaces,
      ID: said.id,
      Version: '2.0',
      IssueInstant: said.at.toISOString(),
      Destination: said.destination,
      NotOnOrAfter: new Date(said.at.getTime() + assertion_ms).toISOString(),
    },
    element('saml:Issuer', {}, said.issuer),
    nameIdXml(said.nameId),
    element('samlp:SessionIndex', {}, said.sessionIndex),
  );
}
