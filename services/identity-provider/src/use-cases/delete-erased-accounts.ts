import { type Db, type Tx, transaction } from '@onecampus/database';
import { accountErased } from '../events.ts';
import { deleteAccounts, deleteOpened, takeErasedAccounts } from '../store/erased-accounts.ts';

/** Accounts of one transaction. */
const batch_accounts = 200;

/**
 * Deletes the accounts of erased people with passwords, sessions, grants and tokens; returns how many. It compares with the
 * directory instead of following the feed, so that nothing is missed however long this service was away. Nobody signs in
 * meanwhile: an erased person is no account from the moment of the erasure on (provider/find-account).
 */
export async function deleteErasedAccounts(db: Db): Promise<number> {
  let deleted = 0;
  for (;;) {
    const batch = await transaction(db, deleteBatch);
    deleted += batch;
    if (batch < batch_accounts) return deleted;
  }
}

async function deleteBatch(tx: Tx): Promise<number> {
  const erased = await takeErasedAccounts(tx, batch_accounts);
  await deleteOpened(
    tx,
    erased.map(({ referenceId }) => referenceId),
  );
  await deleteAccounts(
    tx,
    erased.map(({ personId }) => personId),
  );
  for (const { personId } of erased) await accountErased(tx, personId);
  return erased.length;
}
