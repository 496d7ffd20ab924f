import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { KeyEncryptionKey } from '@onecampus/tokens';
import { samlCertificateStep } from '../events/front-services.ts';
import { newSamlCertificate } from '../saml/new-saml-certificate.ts';
import {
  insertSamlCertificate,
  listSamlCertificates,
  lockSamlCertificates,
  setSamlCertificateState,
} from '../store/saml-certificates.ts';

export type RotationStep = 'publish' | 'sign' | 'withdraw';

/**
 * One step of changing the key by which SAML services know us: publish a second certificate; once the services have taken
 * it up, sign with it (the older one stays published, so one can go back); then withdraw the older one for ever.
 *
 * @throws DomainError `key.unknown` where there is no second certificate, or one already.
 */
export async function rotateSamlCertificate(
  parts: { readonly db: Db; readonly kek: KeyEncryptionKey; readonly commonName: string; readonly now: Date },
  actor: Actor,
  step: RotationStep,
): Promise<void> {
  const made = step === 'publish' ? await newSamlCertificate({ ...parts, state: 'published' }) : undefined;
  await transaction(parts.db, async (tx) => {
    await lockSamlCertificates(tx);
    const present = await listSamlCertificates(tx);
    const [signing, second] = (['signing', 'published'] as const).map((state) =>
      present.find((one) => one.state === state),
    );
    if (made) {
      if (second) throw new DomainError('key.unknown', 'There is a second certificate already.');
      await insertSamlCertificate(tx, made);
      return samlCertificateStep(tx, actor, made.id, 'published');
    }
    if (!second) throw new DomainError('key.unknown', 'There is no second certificate.');
    if (step === 'withdraw') {
      await setSamlCertificateState(tx, second.id, 'withdrawn');
      return samlCertificateStep(tx, actor, second.id, 'withdrawn');
    }
    if (signing) await setSamlCertificateState(tx, signing.id, 'published');
    await setSamlCertificateState(tx, second.id, 'signing');
    await samlCertificateStep(tx, actor, second.id, 'signing');
  });
}
