import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit, recordChange } from '@onecampus/directory';
import { addNotice } from '../store/notices.ts';

/** What happens to a password by its owner's own hand. */

export async function passwordChanged(tx: Tx, personId: string): Promise<void> {
  await recordAudit(tx, { actor: `person:${personId}`, action: 'password.changed', subject: `person:${personId}` });
  await recordChange(tx, { topic: 'account.changed', entityId: personId });
  await addNotice(tx, { personId, kind: 'password-changed' });
}

/** The hash that was brought from another program became one of ours. */
export async function passwordTakenOver(tx: Tx, personId: string): Promise<void> {
  await recordAudit(tx, {
    actor: 'service:identity-provider',
    action: 'password.taken_over',
    subject: `person:${personId}`,
  });
}

export async function passwordImported(tx: Tx, actor: Actor, personId: string): Promise<void> {
  await recordAudit(tx, { actor, action: 'password.imported', subject: `person:${personId}` });
  await recordChange(tx, { topic: 'account.changed', entityId: personId });
}
