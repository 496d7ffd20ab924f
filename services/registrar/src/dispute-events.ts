import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit } from '@onecampus/directory';

/** Something happened to a dispute: on record at the university that it is put to. The words of it never are. */
export function disputeTouched(
  tx: Tx,
  event: {
    readonly by: Actor;
    readonly what: 'opened' | 'answered';
    readonly disputeId: string;
    readonly personId: string;
    readonly universityId: string;
    readonly details: Readonly<Record<string, string>>;
  },
): Promise<void> {
  return recordAudit(tx, {
    actor: event.by,
    action: `dispute.${event.what}`,
    subject: `person:${event.personId}`,
    universityId: event.universityId,
    details: { dispute: event.disputeId, ...event.details },
  });
}
