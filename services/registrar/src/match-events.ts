import type { Tx } from '@onecampus/database';
import { type Actor, type MatchRequest, type Merged, recordAudit } from '@onecampus/directory';

/** Two people became one, or were parted: on record at each university that knows either. The feed is written with the change. */
export async function peopleRegrouped(
  tx: Tx,
  event: { readonly by: Actor; readonly what: 'merged' | 'split'; readonly merged: Merged; readonly method: string },
): Promise<void> {
  const { by, what, merged, method } = event;
  for (const universityId of merged.universityIds) {
    await recordAudit(tx, {
      actor: by,
      action: `person.${what}`,
      subject: `person:${merged.survivorId}`,
      universityId,
      details: { other: merged.loserId, merge: merged.mergeId, method, records: merged.movedRecords.length },
    });
  }
}

/** A question about two records was looked at, answered by one side, or ended: on record at both universities. */
export async function matchTouched(
  tx: Tx,
  event: {
    readonly by: Actor;
    readonly what: 'opened' | 'viewed' | 'answered' | 'decided';
    readonly request: Pick<MatchRequest, 'id' | 'universityId' | 'candidateUniversityId'>;
    readonly details?: Readonly<Record<string, string>>;
    /** Only this university's trail: a look concerns nobody else. */
    readonly universityId?: string;
  },
): Promise<void> {
  const { request } = event;
  const both = new Set([request.universityId, request.candidateUniversityId]);
  for (const universityId of event.universityId === undefined ? both : [event.universityId]) {
    await recordAudit(tx, {
      actor: event.by,
      action: `match.${event.what}`,
      subject: `match:${request.id}`,
      universityId,
      ...(event.details ? { details: event.details } : {}),
    });
  }
}
