import { X509Certificate } from 'node:crypto';
import samlify from 'samlify';
import { saml } from '../rules/saml-names.ts';
import { attributeOf, childrenOf, everyElement, textOf, type XmlElement } from '../rules/strict-xml.ts';
import type { Xml } from '../rules/write-xml.ts';

/** XML signatures and encryption, by samlify and what it stands on; nobody else knows of either. */
const { SamlLib } = samlify;

/** Our own key: PEM (PKCS #8), and the certificate as base64 of its DER. */
export type SamlKey = { readonly privateKeyPem: string; readonly certificate: string };

const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
/** SHA-1 is not among them: whoever can make two messages of one digest can have one of them signed. */
const signatureMethods = [rsaSha256, 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512'];
const digestMethods = ['http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2001/04/xmlenc#sha512'];
const rsa_bits_min = 2_048;

/** Signs a message or an assertion as a whole; the signature stands where the schema wants it, behind the Issuer. */
export function signed({ xml }: Xml, key: SamlKey): Xml {
  return {
    xml: SamlLib.constructSAMLSignature({
      rawSamlMessage: xml,
      isMessageSigned: true,
      privateKey: key.privateKeyPem,
      signingCert: key.certificate,
      signatureAlgorithm: rsaSha256,
      isBase64Output: false,
      signatureConfig: {
        prefix: 'ds',
        location: { reference: "/*/*[local-name()='Issuer']", action: 'after' },
      },
    }),
  };
}

/** Signs metadata, which have no Issuer: the signature comes first. */
export function signedMetadata({ xml }: Xml, key: SamlKey): Xml {
  return {
    xml: SamlLib.constructSAMLSignature({
      rawSamlMessage: xml,
      isMessageSigned: true,
      privateKey: key.privateKeyPem,
      signingCert: key.certificate,
      signatureAlgorithm: rsaSha256,
      isBase64Output: false,
      signatureConfig: { prefix: 'ds', location: { reference: '/*', action: 'prepend' } },
    }),
  };
}

/** The response with its assertion readable by the service alone: AES-256-GCM under a key of its own, by RSA-OAEP. */
export async function encrypted({ xml }: Xml, certificate: string): Promise<Xml> {
  const base64 = await SamlLib.encryptAssertion(
    {
      entitySetting: {
        isAssertionEncrypted: true,
        dataEncryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
        keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
        tagPrefix: { encryptedAssertion: 'saml' },
      },
    } as never,
    { entityMeta: { getX509Certificate: () => certificate } } as never,
    xml,
  );
  return { xml: Buffer.from(base64, 'base64').toString('utf8') };
}

/** Whether one of these certificates' keys signed this very message, the whole of it (`root` is `text`, read strictly). */
export function isSignedBy(text: string, root: XmlElement, certificates: readonly string[]): boolean {
  if (!coversTheWhole(root)) return false;
  return certificates.some((certificate) => {
    try {
      const metadata = { getX509Certificate: () => [certificate] };
      return SamlLib.verifySignature(text, { metadata: metadata as never, signatureAlgorithm: rsaSha256 })[0] === true;
    } catch {
      return false;
    }
  });
}

/**
 * The one shape of signature that we believe: one in the whole message, child of its root, over exactly that root, by
 * methods that we know. Every wrapping needs another shape: a second signature or element, a reference elsewhere, an id
 * that is there twice, a transform that hides a part.
 */
function coversTheWhole(root: XmlElement): boolean {
  const all = [...everyElement(root)];
  const signatures = all.filter((one) => one.namespace === saml.signature && one.name === 'Signature');
  const [signature] = childrenOf(root, saml.signature, 'Signature');
  const ids = all.flatMap((one) =>
    one.attributes.filter(({ name }) => /^(id|ID|Id)$/.test(name)).map(({ value }) => value),
  );
  if (!signature || signatures.length !== 1 || new Set(ids).size < ids.length) return false;
  if (all.some((one) => one.namespace === saml.signature && one.name === 'Object')) return false;
  const [info, ...moreInfo] = childrenOf(signature, saml.signature, 'SignedInfo');
  const [reference, ...moreReferences] = all.filter(
    (one) => one.namespace === saml.signature && one.name === 'Reference',
  );
  if (!info || !reference || moreInfo.length > 0 || moreReferences.length > 0 || !info.children.includes(reference))
    return false;
  const method = (from: XmlElement, name: string) => {
    const [one, ...more] = childrenOf(from, saml.signature, name);
    return one && more.length === 0 ? attributeOf(one, 'Algorithm') : undefined;
  };
  const transforms = childrenOf(reference, saml.signature, 'Transforms')
    .flatMap((one) => childrenOf(one, saml.signature, 'Transform'))
    .map((one) => attributeOf(one, 'Algorithm'));
  return (
    method(info, 'CanonicalizationMethod') === exclusive &&
    signatureMethods.includes(method(info, 'SignatureMethod') ?? '') &&
    digestMethods.includes(method(reference, 'DigestMethod') ?? '') &&
    transforms.length === 2 &&
    transforms[0] === enveloped &&
    transforms[1] === exclusive &&
    attributeOf(root, 'ID') !== undefined &&
    attributeOf(reference, 'URI') === `#${attributeOf(root, 'ID')}` &&
    childrenOf(signature, saml.signature, 'SignatureValue').every((one) => textOf(one) !== undefined)
  );
}

/** Why a certificate of a service cannot be used; `undefined` for a fit one. Its dates are not looked at: it only carries a key. */
export function certificateFault(certificate: string): string | undefined {
  try {
    const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'));
    if (publicKey.asymmetricKeyType !== 'rsa') return 'not an RSA key';
    const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
    return bits < rsa_bits_min ? `an RSA key of ${bits} bits, ${rsa_bits_min} are needed` : undefined;
  } catch {
    return 'not a certificate';
  }
}
