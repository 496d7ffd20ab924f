import type { Db, Tx } from '@onecampus/database';
import { type Actor, recordAudit } from '@onecampus/directory';
import { addNotice } from '../store/notices.ts';

/** What happens to passkeys, one-time codes and recovery codes: on record, and told to the owner of the account. */

type Owner = { readonly personId: string };

export async function passkeyAdded(tx: Tx, { personId }: Owner, name: string, passkeyId: string): Promise<void> {
  await own(tx, personId, 'passkey.added', { passkey: passkeyId });
  await addNotice(tx, { personId, kind: 'passkey-added', details: { name } });
}

export async function passkeyRenamed(tx: Tx, { personId }: Owner, passkeyId: string): Promise<void> {
  await own(tx, personId, 'passkey.renamed', { passkey: passkeyId });
}

export async function passkeyRemoved(tx: Tx, { personId }: Owner, name: string, passkeyId: string): Promise<void> {
  await own(tx, personId, 'passkey.removed', { passkey: passkeyId });
  await addNotice(tx, { personId, kind: 'passkey-removed', details: { name } });
}

/** An answer whose counter went back: there is a copy of the passkey, or it was answered twice. */
export async function passkeyCounterFellBack(db: Db, { personId }: Owner, passkeyId: string): Promise<void> {
  await recordAudit(db, {
    actor: 'unknown',
    action: 'passkey.counter_fell_back',
    subject: `person:${personId}`,
    details: { passkey: passkeyId },
  });
}

/** A second person has confirmed that it is he who is about to enrol his first factor. */
export async function firstFactorAgreed(
  tx: Tx,
  by: Actor,
  { personId, account }: Owner & { readonly account: string },
): Promise<void> {
  await recordAudit(tx, { actor: by, action: 'first-factor.agreed', subject: `person:${personId}` });
  await addNotice(tx, { personId: account, kind: 'first-factor-agreed' });
}

export async function totpAdded(tx: Tx, { personId }: Owner): Promise<void> {
  await own(tx, personId, 'totp.added');
  await addNotice(tx, { personId, kind: 'totp-added' });
}

export async function totpRemoved(tx: Tx, { personId }: Owner): Promise<void> {
  await own(tx, personId, 'totp.removed');
  await addNotice(tx, { personId, kind: 'totp-removed' });
}

export async function recoveryCodesMade(tx: Tx, { personId }: Owner): Promise<void> {
  await own(tx, personId, 'recovery-codes.made');
  await addNotice(tx, { personId, kind: 'recovery-codes-made' });
}

export async function recoveryCodeUsed(tx: Tx, { personId }: Owner): Promise<void> {
  await own(tx, personId, 'recovery-code.used');
  await addNotice(tx, { personId, kind: 'recovery-code-used' });
}

/** Somebody knew the password and not the second factor: whoever reads the trail wants to see that apart. */
export async function secondFactorFailed(db: Db, { personId }: Owner): Promise<void> {
  await recordAudit(db, { actor: 'unknown', action: 'second-factor.failed', subject: `person:${personId}` });
}

export async function secondFactorProved(tx: Tx, { personId }: Owner, method: 'totp' | 'passkey'): Promise<void> {
  await own(tx, personId, 'second-factor.proved', { method });
}

export async function passkeySignInSucceeded(tx: Tx, { personId }: Owner): Promise<void> {
  await own(tx, personId, 'sign-in.succeeded', { method: 'passkey' });
}

async function own(tx: Tx, personId: string, action: string, details?: Record<string, string>): Promise<void> {
  await recordAudit(tx, {
    actor: `person:${personId}`,
    action,
    subject: `person:${personId}`,
    ...(details ? { details } : {}),
  });
}
