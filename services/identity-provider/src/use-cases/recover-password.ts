import { type Db, transaction } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import type { Clock } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { passwordReset } from '../events/newcomers.ts';
import { judgePassword } from '../passwords/judge-password.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import { savePassword } from '../store/accounts.ts';
import { endPasswordResets, findPasswordReset, redeemPasswordReset } from '../store/password-resets.ts';
import { endSessionsOfAccount } from '../store/session-ends.ts';
import type { UniversityList } from '../university-list.ts';

type Recovering = {
  readonly db: Db;
  readonly clock: Clock;
  readonly hasher: PasswordHasher;
  readonly universities: UniversityList;
};

/** Whether the link of a letter may still be used. */
export async function newPasswordLinkStands(
  { db, clock }: Pick<Recovering, 'db' | 'clock'>,
  token: string,
): Promise<boolean> {
  return (await findPasswordReset(db, hashToken(token), clock.now())) !== undefined;
}

/**
 * Sets the password that the owner of a mailbox chose, once for each link; `false` where the link is dead. Nobody is signed
 * in by it: signing in with the new password asks for the second factor like every other time. Whoever was signed in with
 * the old one is not any more.
 *
 * @throws DomainError `password.unfit` with the `fault`, `password.queue_full`.
 */
export async function recoverPassword(
  context: Recovering,
  order: { readonly token: string; readonly password: string },
): Promise<boolean> {
  const { db, clock, hasher } = context;
  const tokenHash = hashToken(order.token);
  // A dead link costs no hash.
  const owner = await findPasswordReset(db, tokenHash, clock.now());
  if (owner === undefined) return false;
  const fault = await judgePassword(context, owner, order.password);
  if (fault) throw new DomainError('password.unfit', 'This password cannot be set.', { details: { fault } });
  const hash = await hasher.hash(order.password);
  return transaction(db, async (tx) => {
    const account = await redeemPasswordReset(tx, tokenHash, clock.now());
    if (!account) return false;
    await savePassword(tx, account.personId, hash, `person:${account.personId}`);
    await endPasswordResets(tx, account.personId);
    await endSessionsOfAccount(tx, account.referenceId, 'password-changed');
    await passwordReset(tx, account.personId);
    return true;
  });
}
