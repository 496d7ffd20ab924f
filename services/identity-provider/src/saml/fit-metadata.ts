import { DomainError } from '@onecampus/errors';
import { readServiceMetadata, type ServiceMetadata } from '../rules/saml-metadata.ts';
import { XmlRefused } from '../rules/strict-xml.ts';
import { certificateFault } from './codec.ts';

/** Metadata that can be worked with. @throws DomainError `client.unfit` with what is wrong in them. */
export function fitMetadata(xml: string, at: { readonly now: Date; readonly production: boolean }): ServiceMetadata {
  try {
    const metadata = readServiceMetadata(xml, at);
    const certificates = [...metadata.signingCertificates, ...metadata.encryptionCertificates];
    const fault = certificates.map(certificateFault).find((one) => one !== undefined);
    if (fault !== undefined) throw unfit(`a certificate: ${fault}`);
    if (metadata.signsRequests && metadata.signingCertificates.length === 0)
      throw unfit('AuthnRequestsSigned, and no certificate to check signatures with');
    return metadata;
  } catch (error) {
    if (error instanceof XmlRefused) throw unfit(error.message);
    throw error;
  }
}

function unfit(message: string): DomainError {
  const faults = [{ field: 'metadata', message }];
  return new DomainError('client.unfit', 'The metadata cannot be used.', { details: { faults } });
}
