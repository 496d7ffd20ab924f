import type { Db, Tx } from '@onecampus/database';
import { type Actor, type AuditEntry, recordAudit, recordChange } from '@onecampus/directory';

/** One function per thing that happens here: what the audit trail keeps of it, and what the other services hear of it. */

export async function passwordSet(tx: Tx, actor: Actor, personId: string): Promise<void> {
  await recordAudit(tx, { actor, action: 'password.set', subject: `person:${personId}` });
  await recordChange(tx, { topic: 'account.changed', entityId: personId });
}

export async function accountStateSet(
  tx: Tx,
  actor: Actor,
  personId: string,
  state: 'active' | 'locked',
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action: state === 'locked' ? 'account.locked' : 'account.unlocked',
    subject: `person:${personId}`,
  });
  await recordChange(tx, { topic: 'account.changed', entityId: personId, payload: { state } });
}

/** The account went with the person's data. */
export async function accountErased(tx: Tx, personId: string): Promise<void> {
  await recordAudit(tx, {
    actor: 'service:identity-provider',
    action: 'account.erased',
    subject: `person:${personId}`,
  });
  await recordChange(tx, { topic: 'account.changed', entityId: personId, payload: { state: 'erased' } });
}

export async function clientCreated(tx: Tx, actor: Actor, clientId: string): Promise<void> {
  await recordAudit(tx, { actor, action: 'client.created', subject: `client:${clientId}` });
}

/** Written together with what is read next (store/credentials.ts). */
export function signInSucceeded(personId: string): AuditEntry {
  return {
    actor: `person:${personId}`,
    action: 'sign-in.succeeded',
    subject: `person:${personId}`,
    details: { method: 'password' },
  };
}

/** The person is named only where there is one; what was typed is not kept, for it may be a password in the wrong field. */
export async function signInFailed(db: Db, personId: string | undefined): Promise<void> {
  await recordAudit(db, {
    actor: 'unknown',
    action: 'sign-in.failed',
    ...(personId ? { subject: `person:${personId}` } : {}),
  });
}

export async function signedOut(db: Db, personId: string): Promise<void> {
  await recordAudit(db, { actor: `person:${personId}`, action: 'sign-out.done', subject: `person:${personId}` });
}
