import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit, recordChange, type StaffRole } from '@onecampus/directory';
import type { RollCounts } from './rules/review-reasons.ts';

interface RollEvent {
  readonly by: Actor;
  readonly importId: string;
  readonly sourceId: string;
  readonly universityId: string;
  readonly counts: RollCounts;
}

/** A roll was written. The lines of the feed, one per person, are written together with the people. */
export function rollApplied(tx: Tx, event: RollEvent): Promise<void> {
  return rollEvent(tx, 'roll.applied', event);
}

/** A roll was laid beside the directory and nothing was changed: a dry run, or the brake held it. */
export function rollCompared(tx: Tx, event: RollEvent): Promise<void> {
  return rollEvent(tx, 'roll.compared', event);
}

function rollEvent(tx: Tx, action: string, { by, importId, sourceId, universityId, counts }: RollEvent): Promise<void> {
  return recordAudit(tx, {
    actor: by,
    action,
    subject: `source:${sourceId}`,
    universityId,
    details: { import: importId, ...counts },
  });
}

interface RoleEvent {
  readonly by: Actor;
  readonly personId: string;
  readonly universityId: string;
  readonly role: StaffRole;
}

export function roleGranted(tx: Tx, event: RoleEvent): Promise<void> {
  return roleEvent(tx, 'role.granted', event);
}

export function roleRevoked(tx: Tx, event: RoleEvent): Promise<void> {
  return roleEvent(tx, 'role.revoked', event);
}

async function roleEvent(tx: Tx, action: string, { by, personId, universityId, role }: RoleEvent): Promise<void> {
  await recordChange(tx, { topic: 'role.changed', entityId: personId, universityId, payload: { role } });
  await recordAudit(tx, { actor: by, action, subject: `person:${personId}`, universityId, details: { role } });
}

/** A university joined the consortium or its names changed. */
export async function universitySaved(tx: Tx, event: { by: Actor; universityId: string }): Promise<void> {
  await recordChange(tx, {
    topic: 'university.changed',
    entityId: event.universityId,
    universityId: event.universityId,
  });
  await recordAudit(tx, {
    actor: event.by,
    action: 'university.saved',
    subject: `university:${event.universityId}`,
    universityId: event.universityId,
  });
}

/** How a source's files are to be read was set. */
export function sourceSaved(
  tx: Tx,
  event: { by: Actor; universityId: string; sourceId: string; fields: readonly string[] },
): Promise<void> {
  return recordAudit(tx, {
    actor: event.by,
    action: 'source.saved',
    subject: `source:${event.sourceId}`,
    universityId: event.universityId,
    details: { fields: event.fields },
  });
}

/** A university named the key under which it counter-signs the audit chains of others. */
export function witnessKeyRegistered(tx: Tx, event: { by: Actor; universityId: string; keyId: string }): Promise<void> {
  return recordAudit(tx, {
    actor: event.by,
    action: 'witness-key.registered',
    subject: `university:${event.universityId}`,
    universityId: event.universityId,
    details: { key: event.keyId },
  });
}
