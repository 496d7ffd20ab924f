import { nameIdFormats, saml, samlBinding } from './saml-names.ts';
import { element, pieces, type Xml } from './write-xml.ts';

export type OwnMetadata = {
  readonly id: string;
  readonly entityId: string;
  readonly ssoUrl: string;
  readonly sloUrl: string;
  /** base64 of the DER, the signing one first; a second one while the key is being changed. */
  readonly certificates: readonly string[];
  /** What stands behind the `@` of scoped attributes. */
  readonly scopes: readonly string[];
  readonly names: Readonly<Record<'ru' | 'en', string>>;
};

/** What services have to know of us (SAML Metadata 2.0). Services fetch it anew within six hours. */
export function ownMetadataXml(own: OwnMetadata): Xml {
  const endpoint = (name: string, binding: string, location: string) =>
    element(name, { Binding: binding, Location: location });
  return element(
    'md:EntityDescriptor',
    {
      'xmlns:md': saml.metadata,
      'xmlns:ds': saml.signature,
      'xmlns:mdui': saml.ui,
      'xmlns:shibmd': saml.shibmd,
      ID: own.id,
      entityID: own.entityId,
      cacheDuration: 'PT6H',
    },
    element(
      'md:IDPSSODescriptor',
      { protocolSupportEnumeration: saml.protocol, WantAuthnRequestsSigned: 'false' },
      element(
        'md:Extensions',
        {},
        ...own.scopes.map((scope) => element('shibmd:Scope', { regexp: 'false' }, scope)),
        element(
          'mdui:UIInfo',
          {},
          ...Object.entries(own.names).map(([language, name]) =>
            element('mdui:DisplayName', { 'xml:lang': language }, name),
          ),
        ),
      ),
      pieces(
        ...own.certificates.map((one) =>
          element(
            'md:KeyDescriptor',
            { use: 'signing' },
            element('ds:KeyInfo', {}, element('ds:X509Data', {}, element('ds:X509Certificate', {}, one))),
          ),
        ),
      ),
      endpoint('md:SingleLogoutService', samlBinding.redirect, own.sloUrl),
      endpoint('md:SingleLogoutService', samlBinding.post, own.sloUrl),
      ...[nameIdFormats.transient, nameIdFormats.persistent, nameIdFormats.email].map((format) =>
        element('md:NameIDFormat', {}, format),
      ),
      endpoint('md:SingleSignOnService', samlBinding.redirect, own.ssoUrl),
      endpoint('md:SingleSignOnService', samlBinding.post, own.ssoUrl),
    ),
  );
}
