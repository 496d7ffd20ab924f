import { type Db, type Tx, transaction } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import type { Clock } from '@onecampus/runtime';
import type { KeyEncryptionKey } from '@onecampus/tokens';
import { hashActivationCode } from '../activation/activation-secret.ts';
import { recoveryFinished } from '../events/recoveries.ts';
import { judgePassword } from '../passwords/judge-password.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import { dropOwnAddresses } from '../recovery/drop-own-addresses.ts';
import { activationCodeFrom } from '../rules/activation-code.ts';
import { normalPassword } from '../rules/password-parameters.ts';
import { password_alone_min } from '../rules/password-verdict.ts';
import { savePassword } from '../store/accounts.ts';
import { listPasskeys, removePasskey } from '../store/passkeys.ts';
import { endPasswordResets } from '../store/password-resets.ts';
import { findByRecoveryCode, finishRecovery } from '../store/recoveries.ts';
import { deleteRecoveryCodes } from '../store/recovery-codes.ts';
import { endSessionsOfAccount } from '../store/session-ends.ts';
import { deleteTotp } from '../store/totp.ts';
import type { UniversityList } from '../university-list.ts';

type Recovering = { readonly db: Db; readonly clock: Clock; readonly kek: KeyEncryptionKey };

/** The code as it is compared, where it stands; `undefined` for every other one. */
export async function recoveryCodeStands({ db, clock, kek }: Recovering, typed: string): Promise<string | undefined> {
  const code = activationCodeFrom(typed);
  if (code === undefined) return undefined;
  return (await findByRecoveryCode(db, hashActivationCode(kek, code), clock.now())) === undefined ? undefined : code;
}

/**
 * The end of a recovery in person: its owner chooses a password, once for each code. Every way in that there was before is
 * gone with it — who lost them may have lost them to somebody — and whatever was signed in is signed out.
 *
 * @returns `false` where the code is worth nothing.
 * @throws DomainError `password.unfit` with the `fault`, `password.queue_full`.
 */
export async function recoverAccount(
  context: Recovering & { readonly hasher: PasswordHasher; readonly universities: UniversityList },
  order: { readonly code: string; readonly password: string },
): Promise<boolean> {
  const { db, clock, kek, hasher } = context;
  const code = activationCodeFrom(order.code);
  const codeHash = code === undefined ? undefined : hashActivationCode(kek, code);
  const personId = codeHash === undefined ? undefined : await findByRecoveryCode(db, codeHash, clock.now());
  // A dead code costs no hash.
  if (codeHash === undefined || personId === undefined) return false;
  // Second factors go in a moment, so the password has to stand alone.
  const alone = [...normalPassword(order.password)].length >= password_alone_min;
  const fault = (await judgePassword(context, personId, order.password)) ?? (alone ? undefined : 'too_short');
  if (fault) throw new DomainError('password.unfit', 'This password cannot be set.', { details: { fault } });
  const hash = await hasher.hash(order.password);
  return transaction(db, async (tx) => {
    const recovery = await finishRecovery(tx, codeHash, clock.now());
    if (!recovery) return false;
    await dropFactors(tx, recovery.personId);
    await dropOwnAddresses(tx, { kek, clock }, recovery.personId);
    await savePassword(tx, recovery.personId, hash, `person:${recovery.personId}`);
    await endPasswordResets(tx, recovery.personId);
    await endSessionsOfAccount(tx, recovery.referenceId, 'password-changed');
    await recoveryFinished(tx, { ...recovery, by: `person:${recovery.personId}` });
    return true;
  });
}

async function dropFactors(tx: Tx, personId: string): Promise<void> {
  for (const { id } of await listPasskeys(tx, personId)) await removePasskey(tx, personId, id);
  await deleteTotp(tx, personId);
  await deleteRecoveryCodes(tx, personId);
}
