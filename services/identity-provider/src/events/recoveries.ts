import type { Tx } from '@onecampus/database';
import { type Actor, recordAudit, recordChange, type University } from '@onecampus/directory';
import type { RecoveryDocument } from '../rules/recovery-state.ts';
import { addNotice, type NoticeKind } from '../store/notices.ts';

/** Each step of a recovery in person: on record at its university, and told to the owner of the account. */

type Step = {
  readonly id: string;
  readonly personId: string;
  readonly universityId: string;
  readonly by: Actor;
};

export async function recoveryOpened(
  tx: Tx,
  step: Step & { document: RecoveryDocument; university: University },
): Promise<void> {
  await record(tx, step, 'recovery.opened', { document: step.document });
  await tell(tx, step, 'recovery-asked', namesOf(step.university));
}

export async function recoveryApproved(tx: Tx, step: Step & { hours: number; university: University }): Promise<void> {
  await record(tx, step, 'recovery.approved', { hours: step.hours });
  await tell(tx, step, 'recovery-approved', namesOf(step.university));
}

export async function recoveryRefused(tx: Tx, step: Step): Promise<void> {
  await record(tx, step, 'recovery.refused');
  await tell(tx, step, 'recovery-refused');
}

export async function recoveryAborted(tx: Tx, step: Step): Promise<void> {
  await record(tx, step, 'recovery.aborted');
  await tell(tx, step, 'recovery-aborted');
}

export async function recoveryCodeIssued(tx: Tx, step: Step & { way: 'shown' | 'mail' }): Promise<void> {
  await record(tx, step, 'recovery.code_issued', { way: step.way });
}

export async function recoveryFinished(tx: Tx, step: Step): Promise<void> {
  await record(tx, step, 'recovery.finished');
  await recordChange(tx, { topic: 'account.changed', entityId: step.personId });
  await tell(tx, step, 'recovery-finished');
}

/** Staff looked somebody up at the desk. */
export async function personLookedUp(
  tx: Tx,
  look: { by: Actor; personId: string; universityId: string },
): Promise<void> {
  const { by, personId, universityId } = look;
  await recordAudit(tx, { actor: by, action: 'person.viewed', subject: `person:${personId}`, universityId });
}

/** For the words of a notice, in either language. */
export function namesOf({ name }: Pick<University, 'name'>): Record<string, string> {
  return { university: name.ru, universityEn: name.en };
}

async function record(
  tx: Tx,
  { id, personId, universityId, by }: Step,
  action: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  const subject = `person:${personId}`;
  await recordAudit(tx, { actor: by, action, subject, universityId, details: { recovery: id, ...details } });
}

async function tell(tx: Tx, { personId }: Step, kind: NoticeKind, details: Record<string, string> = {}): Promise<void> {
  await addNotice(tx, { personId, kind, details });
}
