import type { Tx } from '@onecampus/database';
import { type Actor, type RollbackCounts, recordAudit, recordChange, type StaffRole } from '@onecampus/directory';
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

/** An applied roll was undone. The lines of the feed are written together with the people. */
export function rollRolledBack(
  tx: Tx,
  event: Omit<RollEvent, 'counts'> & { readonly counts: RollbackCounts },
): Promise<void> {
  return rollEvent(tx, 'roll.rolled_back', event);
}

function rollEvent(
  tx: Tx,
  action: string,
  {
    by,
    importId,
    sourceId,
    universityId,
    counts,
  }: Omit<RollEvent, 'counts'> & { readonly counts: RollCounts | RollbackCounts },
): Promise<void> {
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

interface GroupEvent {
  readonly by: Actor;
  readonly universityId: string;
  readonly groupId: string;
}

/** A group came, was renamed or went. */
export async function groupChanged(
  tx: Tx,
  { by, universityId, groupId, what }: GroupEvent & { what: 'created' | 'renamed' | 'deleted' },
): Promise<void> {
  await recordChange(tx, { topic: 'group.changed', entityId: groupId, universityId });
  await recordAudit(tx, { actor: by, action: `group.${what}`, subject: `group:${groupId}`, universityId });
}

/** People became members of a group or are none any more: one entry of the trail for each person. */
export async function membersChanged(
  tx: Tx,
  event: GroupEvent & { added: readonly string[]; removed: readonly string[] },
): Promise<void> {
  const { by, universityId, groupId, added, removed } = event;
  const payload = { added: added.length, removed: removed.length };
  await recordChange(tx, { topic: 'group.changed', entityId: groupId, universityId, payload });
  const record = (action: string, personId: string) =>
    recordAudit(tx, { actor: by, action, subject: `person:${personId}`, universityId, details: { group: groupId } });
  for (const personId of added) await record('group.member_added', personId);
  for (const personId of removed) await record('group.member_removed', personId);
}

export function entitlementSaved(tx: Tx, event: { by: Actor; universityId: string; uri: string }): Promise<void> {
  return recordAudit(tx, {
    actor: event.by,
    action: 'entitlement.saved',
    universityId: event.universityId,
    details: { uri: event.uri },
  });
}

/** An entitlement was granted or withdrawn. The feed names the grant; who has it now is read by the clock. */
export async function entitlementChanged(
  tx: Tx,
  event: { by: Actor; universityId: string; grantId: string; uri: string; what: 'granted' | 'withdrawn' },
): Promise<void> {
  const { by, universityId, grantId, uri, what } = event;
  await recordChange(tx, { topic: 'entitlement.changed', entityId: grantId, universityId, payload: { uri } });
  await recordAudit(tx, {
    actor: by,
    action: `entitlement.${what}`,
    subject: `grant:${grantId}`,
    universityId,
    details: { uri },
  });
}

/** Universities agreed on something, or it ends at another time; each party finds it in its own trail. */
export async function agreementChanged(
  tx: Tx,
  event: { by: Actor; agreementId: string; universityIds: readonly string[]; what: 'made' | 'ended' },
): Promise<void> {
  await recordChange(tx, { topic: 'agreement.changed', entityId: event.agreementId });
  for (const universityId of event.universityIds) {
    await recordAudit(tx, {
      actor: event.by,
      action: `agreement.${event.what}`,
      subject: `agreement:${event.agreementId}`,
      universityId,
    });
  }
}

/** For how long affiliations keep their effect after their last day was set. */
export function graceSaved(
  tx: Tx,
  event: { by: Actor; universityId: string; affiliations: readonly string[] },
): Promise<void> {
  return recordAudit(tx, {
    actor: event.by,
    action: 'university.grace_saved',
    subject: `university:${event.universityId}`,
    universityId: event.universityId,
    details: { affiliations: event.affiliations },
  });
}
