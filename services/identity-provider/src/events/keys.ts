import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit } from '@onecampus/directory';
import type { SigningKeyState } from '@onecampus/tokens';

/** What the audit trail keeps of the care for the signing keys and of what two people decide for the consortium. */
export async function keyStepTaken(tx: Tx, actor: Actor, kid: string, state: SigningKeyState): Promise<void> {
  await recordAudit(tx, { actor, action: 'key.state_changed', subject: `key:${kid}`, details: { state } });
}

export async function keyRotationAsked(tx: Tx, actor: Actor, when: 'scheduled' | 'now'): Promise<void> {
  await recordAudit(tx, { actor, action: 'key.rotation_asked', details: { when } });
}

export async function keyWithdrawnAtOnce(tx: Tx, actor: Actor, kid: string, reason: string): Promise<void> {
  await recordAudit(tx, { actor, action: 'key.withdrawn_at_once', subject: `key:${kid}`, details: { reason } });
}

export async function keyReturnedTo(tx: Tx, actor: Actor, kid: string, reason: string): Promise<void> {
  await recordAudit(tx, { actor, action: 'key.returned_to', subject: `key:${kid}`, details: { reason } });
}

export async function encryptionKeyChanged(
  tx: Tx,
  actor: Actor,
  change: { readonly from: string; readonly to: string },
): Promise<void> {
  await recordAudit(tx, { actor, action: 'encryption-key.changed', details: change });
}

export async function consortiumRequestMade(
  tx: Tx,
  actor: Actor,
  request: { readonly id: string; readonly kind: string; readonly subject: string | null; readonly reason: string },
): Promise<void> {
  const { id, kind, subject, reason } = request;
  await recordAudit(tx, {
    actor,
    action: 'consortium.request_made',
    subject: `request:${id}`,
    details: { kind, reason, ...(subject === null ? {} : { about: subject }) },
  });
}

export async function consortiumRequestDecided(
  tx: Tx,
  actor: Actor,
  id: string,
  outcome: 'agreed' | 'refused',
): Promise<void> {
  await recordAudit(tx, { actor, action: `consortium.request_${outcome}`, subject: `request:${id}` });
}

export async function consortiumRoleChanged(
  tx: Tx,
  actor: Actor,
  personId: string,
  change: 'granted' | 'revoked',
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action: `consortium.role_${change}`,
    subject: `person:${personId}`,
    details: { role: 'security-officer' },
  });
}
