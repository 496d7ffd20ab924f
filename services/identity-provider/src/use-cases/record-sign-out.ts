import type { Db } from '@onecampus/database';
import type { Logger } from '@onecampus/runtime';
import { signedOut } from '../events.ts';
import { findAccountByReference } from '../store/accounts.ts';

/** Notes in the audit trail that somebody signed out. The session has ended already; a failure here keeps nobody signed in. */
export async function recordSignOut(db: Db, log: Logger, accountId: string): Promise<void> {
  try {
    const account = await findAccountByReference(db, accountId);
    if (account) await signedOut(db, account.personId);
  } catch (error) {
    log.warn({ err: error }, 'a sign-out could not be recorded');
  }
}
