import type { Tx } from '@onecampus/database';
import { type AccountHolder, findProfile } from '@onecampus/directory';
import { type Account, ensureAccount, listAccountsOfPerson } from '../store/accounts.ts';

/** The account that the same login with a password would open; a new one where the person has none. */
export async function accountOfHolder(tx: Tx, { personId, homePersonId }: AccountHolder): Promise<Account | undefined> {
  const accounts = await listAccountsOfPerson(tx, personId);
  const own =
    accounts.find((one) => one.personId === homePersonId) ?? accounts.find((one) => one.personId === personId);
  if (own ?? accounts[0]) return own ?? accounts[0];
  const profile = await findProfile(tx, personId);
  if (!profile) return undefined;
  await ensureAccount(tx, profile.personId, profile.referenceId);
  return (await listAccountsOfPerson(tx, profile.personId)).find((one) => one.personId === profile.personId);
}
