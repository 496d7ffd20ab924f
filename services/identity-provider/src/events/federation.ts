import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit } from '@onecampus/directory';

/** What the audit trail keeps of the federation. */
export async function clientFederated(tx: Tx, entityId: string, trustAnchor: string): Promise<void> {
  await recordAudit(tx, {
    actor: 'service:identity-provider',
    action: 'client.federated',
    subject: `client:${entityId}`,
    details: { trustAnchor },
  });
}

export async function subordinateEvent(
  tx: Tx,
  actor: Actor,
  action: 'subordinate.proposed' | 'subordinate.admitted' | 'subordinate.withdrawn',
  entityId: string,
): Promise<void> {
  await recordAudit(tx, { actor, action, subject: `entity:${entityId}` });
}
