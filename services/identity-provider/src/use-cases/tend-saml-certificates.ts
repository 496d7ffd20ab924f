import { type Db, transaction } from '@onecampus/database';
import type { KeyEncryptionKey } from '@onecampus/tokens';
import { samlCertificateStep } from '../events/front-services.ts';
import { newSamlCertificate } from '../saml/new-saml-certificate.ts';
import {
  insertSamlCertificate,
  listSamlCertificates,
  lockSamlCertificates,
  type SamlCertificate,
} from '../store/saml-certificates.ts';

/** Sees to it that there is a key to sign with: made once, by whichever instance comes first. */
export async function tendSamlCertificates(parts: {
  readonly db: Db;
  readonly kek: KeyEncryptionKey;
  readonly commonName: string;
  readonly now: Date;
}): Promise<readonly SamlCertificate[]> {
  const present = await listSamlCertificates(parts.db);
  if (present.some(({ state }) => state === 'signing')) return present;
  // Outside the transaction, which may run again.
  const made = await newSamlCertificate({ ...parts, state: 'signing' });
  await transaction(parts.db, async (tx) => {
    await lockSamlCertificates(tx);
    if ((await listSamlCertificates(tx)).some(({ state }) => state === 'signing')) return;
    await insertSamlCertificate(tx, made);
    await samlCertificateStep(tx, 'service:identity-provider', made.id, 'signing');
  });
  return listSamlCertificates(parts.db);
}
