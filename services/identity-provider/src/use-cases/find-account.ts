import type { Db } from '@onecampus/database';
import { type Account, findAccountByReference } from '../store/accounts.ts';

/** The account that a session or a token speaks of, if it still stands. */
export async function findAccount(db: Db, referenceId: string): Promise<Account | undefined> {
  const account = await findAccountByReference(db, referenceId);
  return account?.state === 'active' ? account : undefined;
}
