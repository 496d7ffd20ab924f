import { nameIdFormats, saml, samlBinding } from './saml-names.ts';
import { attributeOf, childrenOf, everyElement, readXml, textOf, type XmlElement, XmlRefused } from './strict-xml.ts';

export type AssertionConsumer = { readonly index: number; readonly isDefault: boolean; readonly location: string };
export type LogoutEndpoint = {
  readonly binding: 'redirect' | 'post' | 'soap';
  readonly location: string;
  /** Where answers go, if not to the same address. */
  readonly responseLocation: string | null;
};

/** What a service provider says of itself, as far as we heed it. */
export type ServiceMetadata = {
  readonly entityId: string;
  readonly displayName: { readonly ru?: string; readonly en?: string };
  /** Only those by HTTP-POST, the default first. */
  readonly assertionConsumers: readonly AssertionConsumer[];
  readonly logoutEndpoints: readonly LogoutEndpoint[];
  /** Base64 of the DER, for signatures and for encryption. */
  readonly signingCertificates: readonly string[];
  readonly encryptionCertificates: readonly string[];
  /** It promises to sign its requests: one without signature is not its own. */
  readonly signsRequests: boolean;
  readonly nameIdFormats: readonly string[];
  /** SAML V2.0 Subject Identifier Attributes Profile §3.3. */
  readonly subjectId: 'subject-id' | 'pairwise-id' | 'none' | 'any' | null;
  readonly entityCategories: readonly string[];
  readonly requestedAttributes: readonly string[];
};

export const metadata_bytes_max = 200_000;
const endpoints_max = 20;

/**
 * Reads the metadata of one service (SAML Metadata 2.0 §2.4). Who pastes it vouches for it; a signature in it is not looked
 * at, and may be nowhere but where it belongs, so that nobody reads one part and believes another.
 *
 * @throws XmlRefused where it is not metadata of one service that can sign people in by HTTP-POST.
 */
export function readServiceMetadata(
  text: string,
  at: { readonly now: Date; readonly production: boolean },
): ServiceMetadata {
  const root = readXml(text.trim(), { bytesMax: metadata_bytes_max, comments: true });
  if (root.namespace !== saml.metadata || root.name !== 'EntityDescriptor')
    throw new XmlRefused('not an EntityDescriptor: metadata of one service are needed');
  refuseStraySignatures(root);
  const entityId = attributeOf(root, 'entityID') ?? '';
  if (entityId.length > 1_024 || !/^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/i.test(entityId)) throw new XmlRefused('entityID');
  const roles = childrenOf(root, saml.metadata, 'SPSSODescriptor');
  const [role] = roles;
  if (!role || roles.length > 1) throw new XmlRefused('not exactly one SPSSODescriptor');
  if (!attributeOf(role, 'protocolSupportEnumeration')?.split(/\s+/).includes(saml.protocol))
    throw new XmlRefused('protocolSupportEnumeration without SAML 2.0');
  for (const one of [root, role]) {
    const until = attributeOf(one, 'validUntil');
    if (until !== undefined && !(Date.parse(until) > at.now.getTime())) throw new XmlRefused('validUntil has passed');
  }
  const consumers = assertionConsumersOf(role, at.production);
  if (consumers.length === 0) throw new XmlRefused('no AssertionConsumerService by HTTP-POST');
  return {
    entityId,
    displayName: displayNameOf(role),
    assertionConsumers: consumers,
    logoutEndpoints: logoutEndpointsOf(role, at.production),
    signingCertificates: certificatesOf(role, 'signing'),
    encryptionCertificates: certificatesOf(role, 'encryption'),
    signsRequests: isTrue(attributeOf(role, 'AuthnRequestsSigned')),
    nameIdFormats: childrenOf(role, saml.metadata, 'NameIDFormat')
      .map((one) => textOf(one) ?? '')
      .filter((one) => (Object.values(nameIdFormats) as string[]).includes(one)),
    subjectId: subjectIdOf(root),
    entityCategories: entityAttribute(root, 'http://macedir.org/entity-category'),
    requestedAttributes: childrenOf(role, saml.metadata, 'AttributeConsumingService')
      .flatMap((one) => childrenOf(one, saml.metadata, 'RequestedAttribute'))
      .map((one) => attributeOf(one, 'Name') ?? '')
      .filter((name) => name !== '' && name.length <= 200)
      .slice(0, 50),
  };
}

/** A signature belongs to the root element, once; anywhere else it makes believe. Ids are there once, too. */
function refuseStraySignatures(root: XmlElement): void {
  const all = [...everyElement(root)];
  const signatures = all.filter((one) => one.namespace === saml.signature && one.name === 'Signature');
  const ofRoot = childrenOf(root, saml.signature, 'Signature');
  if (signatures.length > 1 || signatures.length !== ofRoot.length)
    throw new XmlRefused('a signature where none belongs');
  if (all.filter((one) => one.name === 'EntityDescriptor' && one.namespace === saml.metadata).length > 1)
    throw new XmlRefused('an EntityDescriptor within another');
  const ids = all.map((one) => attributeOf(one, 'ID')).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length) throw new XmlRefused('an ID that is there twice');
}

function assertionConsumersOf(role: XmlElement, production: boolean): AssertionConsumer[] {
  const listed = childrenOf(role, saml.metadata, 'AssertionConsumerService').slice(0, endpoints_max);
  const consumers = listed
    .filter((one) => attributeOf(one, 'Binding') === samlBinding.post)
    .map((one) => ({
      index: Number(attributeOf(one, 'index') ?? Number.NaN),
      isDefault: isTrue(attributeOf(one, 'isDefault')),
      location: endpoint(attributeOf(one, 'Location'), production),
    }));
  if (consumers.some(({ index }) => !Number.isInteger(index) || index < 0 || index > 65_535))
    throw new XmlRefused('an AssertionConsumerService without index');
  // Metadata 2.0 §2.2.3: the one that says so, else the first that does not say the contrary, else the first.
  return consumers.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault));
}

function logoutEndpointsOf(role: XmlElement, production: boolean): LogoutEndpoint[] {
  const kinds = Object.entries(samlBinding) as [LogoutEndpoint['binding'], string][];
  return childrenOf(role, saml.metadata, 'SingleLogoutService')
    .slice(0, endpoints_max)
    .flatMap((one) => {
      const binding = kinds.find(([, name]) => name === attributeOf(one, 'Binding'))?.[0];
      if (!binding) return [];
      const response = attributeOf(one, 'ResponseLocation');
      return {
        binding,
        location: endpoint(attributeOf(one, 'Location'), production),
        responseLocation: response === undefined ? null : endpoint(response, production),
      };
    });
}

/** An address that people are sent to with what is known of them: a plain https one, or none at all. */
function endpoint(location: string | undefined, production: boolean): string {
  const url = location === undefined || location.length > 2_000 ? null : URL.parse(location);
  const plain =
    url && url.username === '' && url.password === '' && !/[\s#\\]/.test(location!) && /^[\x21-\x7e]+$/.test(location!);
  if (!plain || !(url.protocol === 'https:' || (url.protocol === 'http:' && !production)))
    throw new XmlRefused(`an address that is not a plain https one: ${String(location).slice(0, 100)}`);
  return location!;
}

function certificatesOf(role: XmlElement, use: 'signing' | 'encryption'): string[] {
  return childrenOf(role, saml.metadata, 'KeyDescriptor')
    .filter((one) => [use, undefined].includes(attributeOf(one, 'use') as typeof use | undefined))
    .flatMap((one) => [...everyElement(one)])
    .filter((one) => one.namespace === saml.signature && one.name === 'X509Certificate')
    .map((one) => (textOf(one) ?? '').replace(/\s+/g, ''))
    .slice(0, 10);
}

function displayNameOf(role: XmlElement): ServiceMetadata['displayName'] {
  const names: { ru?: string; en?: string } = {};
  for (const one of everyElement(role)) {
    if (one.namespace !== saml.ui || one.name !== 'DisplayName') continue;
    const language = one.attributes.find(({ name }) => name === 'lang')?.value.slice(0, 2);
    const name = textOf(one)?.slice(0, 200);
    if (name && (language === 'ru' || language === 'en')) names[language] ??= name;
  }
  return names;
}

function subjectIdOf(root: XmlElement): ServiceMetadata['subjectId'] {
  const [wish] = entityAttribute(root, 'urn:oasis:names:tc:SAML:profiles:subject-id:req');
  return (['subject-id', 'pairwise-id', 'none', 'any'] as const).find((one) => one === wish) ?? null;
}

function entityAttribute(root: XmlElement, name: string): string[] {
  return childrenOf(root, saml.metadata, 'Extensions')
    .flatMap((one) => childrenOf(one, saml.attribute, 'EntityAttributes'))
    .flatMap((one) => childrenOf(one, saml.assertion, 'Attribute'))
    .filter((one) => attributeOf(one, 'Name') === name)
    .flatMap((one) => childrenOf(one, saml.assertion, 'AttributeValue'))
    .map((one) => textOf(one) ?? '')
    .filter((one) => one !== '')
    .slice(0, 50);
}

function isTrue(value: string | undefined): boolean {
  return value === 'true' || value === '1';
}
