import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit, recordChange } from '@onecampus/directory';

/** One function per thing that happens to an erasure or a departure; numbers and ids, never a value. */

interface Part {
  readonly by: Actor;
  readonly erasureId: string;
  readonly personId: string;
  readonly universityId: string;
}

export function erasureAsked(tx: Tx, part: Part & { readonly basis: string }): Promise<void> {
  return aboutPart(tx, 'erasure.asked', part, { basis: part.basis });
}

export function erasureWithdrawn(tx: Tx, part: Part): Promise<void> {
  return aboutPart(tx, 'erasure.withdrawn', part, {});
}

/** The extract of the system's log that goes with an act of destruction begins with this entry. */
export function personErased(
  tx: Tx,
  part: Part & { readonly basis: string; readonly destroyed: object; readonly whole: boolean },
): Promise<void> {
  const { basis, destroyed, whole } = part;
  return aboutPart(tx, 'person.erased', part, { basis, destroyed, whole });
}

export function actShown(tx: Tx, part: Part): Promise<void> {
  return aboutPart(tx, 'erasure.act_shown', part, {});
}

function aboutPart(tx: Tx, action: string, part: Part, details: object): Promise<void> {
  return recordAudit(tx, {
    actor: part.by,
    action,
    subject: `person:${part.personId}`,
    universityId: part.universityId,
    details: { erasure: part.erasureId, ...details },
  });
}

interface Going {
  readonly by: Actor;
  readonly departureId: string;
  readonly universityId: string;
}

export function departureAnnounced(tx: Tx, going: Going & { readonly leavesAt: Date }): Promise<void> {
  return aboutGoing(tx, 'departure.announced', going, { leaves_at: going.leavesAt.toISOString() });
}

export function departureDecided(tx: Tx, going: Going & { readonly decision: 'agree' | 'withdraw' }): Promise<void> {
  return aboutGoing(tx, going.decision === 'agree' ? 'departure.agreed' : 'departure.withdrawn', going, {});
}

export async function departureBegun(tx: Tx, going: Going): Promise<void> {
  await recordChange(tx, {
    topic: 'university.changed',
    entityId: going.universityId,
    universityId: going.universityId,
  });
  await aboutGoing(tx, 'departure.begun', going, {});
}

export function universityLeft(tx: Tx, going: Going & { readonly counts: object }): Promise<void> {
  return aboutGoing(tx, 'university.left', going, { counts: going.counts });
}

export function universityExported(tx: Tx, by: Actor, universityId: string): Promise<void> {
  return recordAudit(tx, {
    actor: by,
    action: 'university.exported',
    subject: `university:${universityId}`,
    universityId,
  });
}

function aboutGoing(tx: Tx, action: string, going: Going, details: object): Promise<void> {
  return recordAudit(tx, {
    actor: going.by,
    action,
    subject: `university:${going.universityId}`,
    universityId: going.universityId,
    details: { departure: going.departureId, ...details },
  });
}
