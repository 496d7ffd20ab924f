import { type Db, transaction } from '@onecampus/database';
import { accountCloseAsked, accountClosed, accountCloseWithdrawn } from '../events/sessions.ts';
import { askForClosing, closeNextAccount, findClosing, withdrawClosing } from '../store/account-closings.ts';
import { endSessionsOfAccount } from '../store/session-ends.ts';

/** Time to think better of it, and for its owner to notice that it was not he who asked. */
export const cooling_days = 14;

type Own = { readonly accountPersonId: string; readonly referenceId: string; readonly sessionUid: string };

/** When one's own account closes, if it was asked for. */
export function closingOf(db: Db, own: Own): Promise<Date | undefined> {
  return findClosing(db, own.accountPersonId);
}

/** Asks to close one's own account: every other session ends now, the account when the time to think is over. */
export async function askToClose(db: Db, own: Own): Promise<Date> {
  return transaction(db, async (tx) => {
    const before = await findClosing(tx, own.accountPersonId);
    if (before) return before;
    const at = await askForClosing(tx, own.accountPersonId, cooling_days);
    await endSessionsOfAccount(tx, own.referenceId, 'ended-by-person', { exceptUid: own.sessionUid });
    await accountCloseAsked(tx, own.accountPersonId);
    return at;
  });
}

/** Keeps the account after all. */
export async function keepAccount(db: Db, own: Own): Promise<void> {
  await transaction(db, async (tx) => {
    if (await withdrawClosing(tx, own.accountPersonId)) await accountCloseWithdrawn(tx, own.accountPersonId);
  });
}

/** Closes the accounts whose time has come; returns how many. Any number of instances may do it at once. */
export async function closeDueAccounts(db: Db): Promise<number> {
  for (let closed = 0; ; closed += 1) {
    const done = await transaction(db, async (tx) => {
      const account = await closeNextAccount(tx);
      if (!account) return false;
      await endSessionsOfAccount(tx, account.referenceId, 'locked');
      await accountClosed(tx, account.personId);
      return true;
    });
    if (!done) return closed;
  }
}
