import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit } from '@onecampus/directory';

/** What the audit trail of a university keeps of the networks that may be called for it. */
export async function networkEvent(
  tx: Tx,
  actor: Actor,
  action: 'network.asked' | 'network.approved' | 'network.removed',
  network: { readonly universityId: string; readonly network: string },
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action,
    subject: `network:${network.network}`,
    universityId: network.universityId,
  });
}
