import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit } from '@onecampus/directory';

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
