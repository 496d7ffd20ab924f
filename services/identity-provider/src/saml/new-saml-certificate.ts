import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { uuidv7 } from '@onecampus/runtime';
import { type KeyEncryptionKey, seal } from '@onecampus/tokens';
import type { SamlCertificate } from '../store/saml-certificates.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';

const rsa_bits = 3_072;
const life_years = 10;

/** Sealed with the key, so that it does not open in another row. */
export const samlKeyPlace = (id: string) => `identity_provider.saml_certificates:${id}`;

/** A new key with its certificate, the private part sealed. */
export async function newSamlCertificate(of: {
  readonly kek: KeyEncryptionKey;
  readonly commonName: string;
  readonly now: Date;
  readonly state: 'signing' | 'published';
}): Promise<SamlCertificate> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: rsa_bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const id = uuidv7(of.now.getTime());
  const notAfter = new Date(of.now);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + life_years);
  return {
    id,
    state: of.state,
    certificate: selfSignedCertificate({
      privateKeyPem: privateKey,
      commonName: of.commonName,
      from: of.now,
      until: notAfter,
    }),
    sealedPrivateKey: seal(privateKey, of.kek, samlKeyPlace(id)),
    notAfter,
  };
}
