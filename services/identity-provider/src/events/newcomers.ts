import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit, recordChange, type University } from '@onecampus/directory';
import { addNotice } from '../store/notices.ts';

/** What happens when people come in for the first time, or back in: on record, and told to the owner of the account. */

export async function addressConfirmed(tx: Tx, personId: string, address: string): Promise<void> {
  await own(tx, personId, 'email.confirmed');
  await addNotice(tx, { personId, kind: 'email-confirmed', details: { address } });
}

export async function addressRemoved(tx: Tx, personId: string, address: string): Promise<void> {
  await own(tx, personId, 'email.removed');
  await addNotice(tx, { personId, kind: 'email-removed', details: { address } });
}

/** Somebody asked for a link; nobody knows who it was. */
export async function newPasswordAsked(tx: Tx, personId: string, letters: number): Promise<void> {
  await recordAudit(tx, {
    actor: 'unknown',
    action: 'password.reset_asked',
    subject: `person:${personId}`,
    details: { letters },
  });
}

export async function passwordReset(tx: Tx, personId: string): Promise<void> {
  await own(tx, personId, 'password.reset');
  await recordChange(tx, { topic: 'account.changed', entityId: personId });
  await addNotice(tx, { personId, kind: 'password-changed', details: { how: 'mail' } });
}

async function own(tx: Tx, personId: string, action: string): Promise<void> {
  const actor: Actor = `person:${personId}`;
  await recordAudit(tx, { actor, action, subject: actor });
}

export async function invitationMade(
  tx: Tx,
  actor: Actor,
  made: { personId: string; universityId: string; way: 'mail' | 'print' },
): Promise<void> {
  const { personId, universityId, way } = made;
  const subject = `person:${personId}`;
  await recordAudit(tx, { actor, action: 'invitation.made', subject, universityId, details: { way } });
}

export async function invitationRevoked(
  tx: Tx,
  actor: Actor,
  { personId, universityId }: { personId: string; universityId: string },
): Promise<void> {
  await recordAudit(tx, { actor, action: 'invitation.revoked', subject: `person:${personId}`, universityId });
}

export async function invitationUsed(
  tx: Tx,
  { personId, universityId }: { personId: string; universityId: string },
  university: University | undefined,
): Promise<void> {
  const actor: Actor = `person:${personId}`;
  await recordAudit(tx, { actor, action: 'invitation.used', subject: actor, universityId });
  await recordChange(tx, { topic: 'account.changed', entityId: personId });
  await addNotice(tx, {
    personId,
    kind: 'account-activated',
    details: university ? { university: university.name.ru, universityEn: university.name.en } : {},
  });
}
