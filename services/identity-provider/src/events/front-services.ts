import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit } from '@onecampus/directory';

/** What happens to services that speak SAML or CAS, as the audit trail keeps it. */
export async function frontServiceAdded(
  tx: Tx,
  actor: Actor,
  added: { readonly clientId: string; readonly universityId: string | null; readonly protocol: 'saml' | 'cas' },
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action: 'client.created',
    subject: `client:${added.clientId}`,
    ...(added.universityId === null ? {} : { universityId: added.universityId }),
    details: { protocol: added.protocol },
  });
}

export async function samlCertificateStep(
  tx: Tx,
  actor: Actor,
  id: string,
  state: 'published' | 'signing' | 'withdrawn',
): Promise<void> {
  await recordAudit(tx, { actor, action: 'key.state_changed', subject: `key:${id}`, details: { state, use: 'saml' } });
}

/** The service changed its keys or addresses. */
export async function samlMetadataChanged(
  tx: Tx,
  actor: Actor,
  changed: { readonly clientId: string; readonly universityId: string | null },
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action: 'client.metadata_changed',
    subject: `client:${changed.clientId}`,
    ...(changed.universityId === null ? {} : { universityId: changed.universityId }),
  });
}
