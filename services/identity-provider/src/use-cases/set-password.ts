import { type Db, transaction } from '@onecampus/database';
import { type Actor, findProfile } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { passwordSet } from '../events.ts';
import type { PasswordHasher } from '../passwords/password-hasher.ts';
import { passwordFault } from '../rules/password-parameters.ts';
import { ensureAccount, listAccountsOfPerson, savePassword } from '../store/accounts.ts';
import { deleteGrantsOfAccount } from '../store/grants.ts';
import { endSessionsOfAccount } from '../store/sessions.ts';

const faultTexts = {
  too_short: 'A password has at least 8 characters.',
  too_long: 'A password has at most 1024 bytes.',
  malformed: 'A password holds no control characters.',
} as const;

/**
 * Gives a person a password, and an account if there was none. Whoever was signed in with the old one is not any more, and
 * what the old one granted is withdrawn: a password is changed because somebody else may know it.
 *
 * @throws DomainError `person.unknown`, `password.unfit`, `password.queue_full`.
 */
export async function setPassword(
  context: { readonly db: Db; readonly hasher: PasswordHasher },
  order: { readonly actor: Actor; readonly personId: string; readonly password: string },
): Promise<void> {
  const fault = passwordFault(order.password);
  if (fault) throw new DomainError('password.unfit', faultTexts[fault], { details: { fault } });
  const profile = await findProfile(context.db, order.personId);
  if (!profile) throw new DomainError('person.unknown', 'There is no such person.');
  const hash = await context.hasher.hash(order.password);
  await transaction(context.db, async (tx) => {
    // People who were merged keep an account each; a new one is made for the person they are.
    const own = (await listAccountsOfPerson(tx, order.personId)).find((one) => one.personId === order.personId);
    const { personId, referenceId } = own ?? profile;
    await ensureAccount(tx, personId, referenceId);
    await savePassword(tx, personId, hash, order.actor);
    await endSessionsOfAccount(tx, referenceId);
    await deleteGrantsOfAccount(tx, referenceId);
    await passwordSet(tx, order.actor, order.personId);
  });
}
