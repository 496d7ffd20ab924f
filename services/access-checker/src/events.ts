import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit, recordChange } from '@onecampus/directory';

interface ZoneEvent {
  readonly actor: Actor;
  readonly zoneId: string;
  readonly universityId: string;
}

export async function zoneSaved(tx: Tx, event: ZoneEvent & { readonly created: boolean }): Promise<void> {
  const { actor, zoneId, universityId, created } = event;
  await recordChange(tx, { topic: 'zone.changed', entityId: zoneId, universityId });
  await recordAudit(tx, {
    actor,
    universityId,
    action: created ? 'zone.created' : 'zone.changed',
    subject: `zone:${zoneId}`,
  });
}

/** The change names the zone: its rules are read and compiled together. */
export async function rulesReplaced(
  tx: Tx,
  event: ZoneEvent & { readonly added: readonly string[]; readonly withdrawn: readonly string[] },
): Promise<void> {
  const { actor, zoneId, universityId, added, withdrawn } = event;
  await recordChange(tx, { topic: 'rule.changed', entityId: zoneId, universityId });
  await recordAudit(tx, {
    actor,
    universityId,
    action: 'zone.rules_replaced',
    subject: `zone:${zoneId}`,
    details: { added, withdrawn },
  });
}

export async function terminalEnrolled(tx: Tx, event: ZoneEvent & { readonly terminalId: string }): Promise<void> {
  const { actor, zoneId, universityId, terminalId } = event;
  await recordChange(tx, { topic: 'terminal.changed', entityId: terminalId, universityId });
  await recordAudit(tx, {
    actor,
    universityId,
    action: 'terminal.enrolled',
    subject: `terminal:${terminalId}`,
    details: { zone: zoneId },
  });
}

export async function terminalRevoked(
  tx: Tx,
  event: { readonly actor: Actor; readonly terminalId: string },
): Promise<void> {
  const { actor, terminalId } = event;
  await recordChange(tx, { topic: 'terminal.changed', entityId: terminalId });
  await recordAudit(tx, { actor, action: 'terminal.revoked', subject: `terminal:${terminalId}` });
}
