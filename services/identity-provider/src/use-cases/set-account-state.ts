import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { accountStateSet } from '../events.ts';
import { type AccountState, setAccountState as storeAccountState } from '../store/accounts.ts';
import { addNotice } from '../store/notices.ts';
import { endSessionsOfAccount } from '../store/session-ends.ts';

/** Locks a person’s account, those of his parts included, which ends all they have open; or unlocks them. */
export async function setAccountState(
  db: Db,
  order: { readonly actor: Actor; readonly personId: string; readonly state: AccountState },
): Promise<void> {
  await transaction(db, async (tx) => {
    const accounts = await storeAccountState(tx, order.personId, order.state);
    if (accounts.length === 0) throw new DomainError('account.unknown', 'This person has no account.');
    for (const { personId, referenceId } of accounts) {
      if (order.state === 'locked') await endSessionsOfAccount(tx, referenceId, 'locked');
      await addNotice(tx, { personId, kind: order.state === 'locked' ? 'account-locked' : 'account-unlocked' });
    }
    await accountStateSet(tx, order.actor, order.personId, order.state);
  });
}
