import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit } from '@onecampus/directory';

type Leave = { readonly id: string; readonly label: string; readonly universityId: string | null };

/** What the audit trail keeps of applications that register themselves. */
export async function leaveGiven(tx: Tx, actor: Actor, leave: Leave, uses: number): Promise<void> {
  await note(tx, actor, 'registration-leave.given', leave, { uses });
}

export async function leaveRevoked(tx: Tx, actor: Actor, leave: Leave): Promise<void> {
  await note(tx, actor, 'registration-leave.revoked', leave);
}

/** The application itself is the actor: nobody else had a hand in it. */
export async function clientRegistered(tx: Tx, clientId: string, leave: Leave): Promise<void> {
  await recordAudit(tx, {
    actor: `client:${clientId}`,
    action: 'client.registered',
    subject: `client:${clientId}`,
    ...ofUniversity(leave),
    details: { label: leave.label },
  });
}

async function note(tx: Tx, actor: Actor, action: string, leave: Leave, details: Record<string, unknown> = {}) {
  await recordAudit(tx, {
    actor,
    action,
    subject: `registration-leave:${leave.id}`,
    ...ofUniversity(leave),
    details: { label: leave.label, ...details },
  });
}

function ofUniversity({ universityId }: Leave): { universityId?: string } {
  return universityId === null ? {} : { universityId };
}
