import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit, recordChange } from '@onecampus/directory';
import { addNotice } from '../store/notices.ts';
import type { EndedBecause } from '../store/session-ends.ts';

/** What happens to the sessions of an account otherwise than by signing out. */

export async function sessionsEnded(
  tx: Tx,
  order: {
    readonly actor: Actor;
    readonly personId: string;
    readonly because: EndedBecause;
    readonly sessions: number;
  },
): Promise<void> {
  const { actor, personId, because, sessions } = order;
  await recordAudit(tx, {
    actor,
    action: 'session.ended',
    subject: `person:${personId}`,
    details: { because, sessions },
  });
  await addNotice(tx, { personId, kind: 'sessions-ended', details: { because } });
}

export async function accountCloseAsked(tx: Tx, personId: string): Promise<void> {
  await recordAudit(tx, { actor: `person:${personId}`, action: 'account.close_asked', subject: `person:${personId}` });
  await addNotice(tx, { personId, kind: 'close-asked' });
}

export async function accountCloseWithdrawn(tx: Tx, personId: string): Promise<void> {
  await recordAudit(tx, {
    actor: `person:${personId}`,
    action: 'account.close_withdrawn',
    subject: `person:${personId}`,
  });
}

export async function accountClosed(tx: Tx, personId: string): Promise<void> {
  await recordAudit(tx, {
    actor: 'service:identity-provider',
    action: 'account.closed',
    subject: `person:${personId}`,
  });
  await recordChange(tx, { topic: 'account.changed', entityId: personId, payload: { state: 'locked' } });
  await addNotice(tx, { personId, kind: 'account-closed' });
}

export async function logoutsRetried(
  tx: Tx,
  order: {
    readonly actor: Actor;
    readonly universityId: string;
    readonly clientId: string;
    readonly waiting: number;
  },
): Promise<void> {
  await recordAudit(tx, {
    actor: order.actor,
    action: 'logout.retried',
    subject: `client:${order.clientId}`,
    universityId: order.universityId,
    details: { sessions: order.waiting },
  });
}
