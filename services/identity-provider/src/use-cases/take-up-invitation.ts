import { type Db, transaction } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import type { Clock } from '@onecampus/runtime';
import type { KeyEncryptionKey } from '@onecampus/tokens';
import { hashOfSecret } from '../activation/activation-secret.ts';
import { invitationUsed } from '../events/newcomers.ts';
import { judgePassword } from '../passwords/judge-password.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import { savePassword } from '../store/accounts.ts';
import { chooseFirstLocale } from '../store/emails.ts';
import { findOpenInvitation, type OpenInvitation, redeemInvitation } from '../store/invitations.ts';
import type { UniversityList } from '../university-list.ts';

type Finding = { readonly db: Db; readonly clock: Clock; readonly kek: KeyEncryptionKey };

/** Whose invitation somebody brought; `undefined` where it is none, was used, taken back or is too old. */
export async function findInvitation(
  { db, clock, kek }: Finding,
  brought: string,
): Promise<OpenInvitation | undefined> {
  const hash = hashOfSecret(kek, brought);
  return hash === undefined ? undefined : findOpenInvitation(db, hash, clock.now());
}

/**
 * Takes an invitation up with the password that its owner chose, once; `undefined` where there is none to take up.
 *
 * @throws DomainError `password.unfit` with the `fault`, `password.queue_full`.
 */
export async function takeUpInvitation(
  context: Finding & { readonly hasher: PasswordHasher; readonly universities: UniversityList },
  order: { readonly brought: string; readonly password: string; readonly locale: 'ru' | 'en' },
): Promise<OpenInvitation | undefined> {
  const { db, clock, kek, hasher, universities } = context;
  const secretHash = hashOfSecret(kek, order.brought);
  const invitation = secretHash === undefined ? undefined : await findOpenInvitation(db, secretHash, clock.now());
  // What is no invitation costs no hash.
  if (secretHash === undefined || !invitation) return undefined;
  const fault = await judgePassword(context, invitation.personId, order.password);
  if (fault) throw new DomainError('password.unfit', 'This password cannot be set.', { details: { fault } });
  const hash = await hasher.hash(order.password);
  const university = (await universities.all()).find(({ id }) => id === invitation.universityId);
  return transaction(db, async (tx) => {
    const used = await redeemInvitation(tx, secretHash, clock.now());
    if (!used) return undefined;
    await chooseFirstLocale(tx, used.personId, order.locale);
    await savePassword(tx, used.personId, hash, `person:${used.personId}`);
    await invitationUsed(tx, used, university);
    return invitation;
  });
}
