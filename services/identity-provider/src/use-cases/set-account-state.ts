import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { accountStateSet } from '../events.ts';
import { type AccountState, setAccountState as storeAccountState } from '../store/accounts.ts';
import { deleteGrantsOfAccount } from '../store/grants.ts';
import { endSessionsOfAccount } from '../store/sessions.ts';

/** Locks an account, which ends all it has open, or unlocks it. */
export async function setAccountState(
  db: Db,
  order: { readonly actor: Actor; readonly personId: string; readonly state: AccountState },
): Promise<void> {
  await transaction(db, async (tx) => {
    const account = await storeAccountState(tx, order.personId, order.state);
    if (!account) throw new DomainError('account.unknown', 'This person has no account.');
    if (order.state === 'locked') {
      await endSessionsOfAccount(tx, account.referenceId);
      await deleteGrantsOfAccount(tx, account.referenceId);
    }
    await accountStateSet(tx, order.actor, order.personId, order.state);
  });
}
