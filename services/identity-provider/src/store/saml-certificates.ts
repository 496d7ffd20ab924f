import type { Db, Tx } from '@onecampus/database';

export type SamlCertificate = {
  readonly id: string;
  readonly state: 'published' | 'signing' | 'withdrawn';
  /** base64 of the DER. */
  readonly certificate: string;
  readonly sealedPrivateKey: string | null;
  readonly notAfter: Date;
};

const columns = `id, state, certificate, sealed_private_key as "sealedPrivateKey", not_after as "notAfter"`;

/** Those in use, the signing one first. */
export async function listSamlCertificates(db: Db): Promise<SamlCertificate[]> {
  const { rows } = await db.raw<{ rows: SamlCertificate[] }>(
    `select ${columns} from identity_provider.saml_certificates where state <> 'withdrawn' order by state desc, created_at`,
  );
  return rows;
}

export async function insertSamlCertificate(tx: Tx, one: SamlCertificate): Promise<void> {
  await tx.raw(
    `insert into identity_provider.saml_certificates (id, state, certificate, sealed_private_key, not_after)
     values (:id, :state, :certificate, :sealedPrivateKey, :notAfter)`,
    one as never,
  );
}

/** One instance at a time changes them; the others wait and then find it done. */
export async function lockSamlCertificates(tx: Tx): Promise<void> {
  await tx.raw(`select pg_advisory_xact_lock(hashtext('identity_provider.saml_certificates'))`);
}

/** A withdrawn one loses its key for good. */
export async function setSamlCertificateState(tx: Tx, id: string, state: SamlCertificate['state']): Promise<void> {
  await tx.raw(
    `update identity_provider.saml_certificates
     set state = :state, state_since = now(),
         sealed_private_key = case when :state = 'withdrawn' then null else sealed_private_key end
     where id = :id`,
    { id, state },
  );
}
