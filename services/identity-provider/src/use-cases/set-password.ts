import { type Db, transaction } from '@onecampus/database';
import { type Actor, findProfile } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { passwordSet } from '../events.ts';
import { judgePassword } from '../passwords/judge-password.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import { type PasswordFault, password_alone_min, password_with_factor_min } from '../rules/password-verdict.ts';
import { ensureAccount, listAccountsOfPerson, savePassword } from '../store/accounts.ts';
import { endSessionsOfAccount } from '../store/session-ends.ts';
import type { UniversityList } from '../university-list.ts';

const faultTexts: Readonly<Record<PasswordFault, string>> = {
  too_short: `A password has at least ${password_alone_min} characters; ${password_with_factor_min} beside a second factor.`,
  too_long: 'A password has at most 1024 bytes.',
  malformed: 'A password holds no control characters.',
  common: 'The password is among those that are guessed first.',
  pattern: 'The password is a row of keys, a repetition, a date or a telephone number.',
  context: 'The password is made of names of the person or of a university.',
};

/**
 * Gives a person a password, and an account if there was none. Whoever was signed in with the old one is not any more, and
 * what the old one granted is withdrawn: a password is changed because somebody else may know it.
 *
 * @throws DomainError `person.unknown`, `password.unfit`, `password.queue_full`.
 */
export async function setPassword(
  context: { readonly db: Db; readonly hasher: PasswordHasher; readonly universities: UniversityList },
  order: { readonly actor: Actor; readonly personId: string; readonly password: string },
): Promise<void> {
  const profile = await findProfile(context.db, order.personId);
  if (!profile) throw new DomainError('person.unknown', 'There is no such person.');
  const fault = await judgePassword(context, order.personId, order.password);
  if (fault) throw new DomainError('password.unfit', faultTexts[fault], { details: { fault } });
  const hash = await context.hasher.hash(order.password);
  await transaction(context.db, async (tx) => {
    // People who were merged keep an account each; a new one is made for the person they are.
    const own = (await listAccountsOfPerson(tx, order.personId)).find((one) => one.personId === order.personId);
    const { personId, referenceId } = own ?? profile;
    await ensureAccount(tx, personId, referenceId);
    await savePassword(tx, personId, hash, order.actor);
    await endSessionsOfAccount(tx, referenceId, 'password-changed');
    await passwordSet(tx, order.actor, order.personId);
  });
}
