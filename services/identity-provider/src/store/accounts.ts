import type { Db, Tx } from '@onecampus/database';
import { personIdOfReference } from '@onecampus/directory';

export type AccountState = 'active' | 'locked';

export type Account = {
  readonly personId: string;
  /** The person's public reference, `sub` in every token. */
  readonly referenceId: string;
  readonly state: AccountState;
  /** Raised to end all that the account has open; whatever carries an older number is dead. */
  readonly epoch: number;
};

const columns = 'person_id as "personId", reference_id as "referenceId", state, epoch';

export async function findAccountByReference(db: Db, referenceId: string): Promise<Account | undefined> {
  const { rows } = await db.raw<{ rows: Account[] }>(
    `select ${columns} from identity_provider.accounts where reference_id = ?`,
    [referenceId],
  );
  return rows[0];
}

/**
 * An account with the active person whose it is now (who became part of another is that other), in one statement: whoever
 * has just signed in is looked up so. Each may be gone without the other.
 */
export async function findAccountAndPerson(
  db: Db,
  referenceId: string,
): Promise<{ readonly account: Account | undefined; readonly personId: string | undefined }> {
  const { rows } = await db.raw<{ rows: (Account & { canonicalPersonId: string | null })[] }>(
    `select ${columns}, ${personIdOfReference('wanted.reference')} as "canonicalPersonId"
     from (select ?::text as reference) wanted
     left join identity_provider.accounts on reference_id = wanted.reference`,
    [referenceId],
  );
  const { canonicalPersonId, ...account } = rows[0]!;
  return {
    account: account.personId === null ? undefined : account,
    personId: canonicalPersonId ?? undefined,
  };
}

/** The accounts of a person and of those who are part of him. */
export async function listAccountsOfPerson(db: Db, personId: string): Promise<Account[]> {
  const { rows } = await db.raw<{ rows: Account[] }>(
    `select ${columns} from identity_provider.accounts where person_id in (select directory.same_person(?)) order by person_id`,
    [personId],
  );
  return rows;
}

/**
 * Makes the account where there is none yet. Any conflict counts: of two that come in one moment the second meets the unique
 * reference before the unique person.
 */
export async function ensureAccount(tx: Tx, personId: string, referenceId: string): Promise<void> {
  await tx.raw(
    `insert into identity_provider.accounts (person_id, reference_id) values (?, ?) on conflict do nothing`,
    [personId, referenceId],
  );
}

/**
 * Sets the password, and with it forgets what went with the one before: a hash that was brought from elsewhere, and browsers
 * that were known, for one of them may be a thief's.
 *
 * @param keptBrowser the one in which its owner changes it himself.
 */
export async function savePassword(
  tx: Tx,
  personId: string,
  hash: string,
  changedBy: string,
  keptBrowser?: string,
): Promise<void> {
  await tx.raw(
    `insert into identity_provider.passwords (person_id, hash, changed_by) values (?, ?, ?)
     on conflict (person_id) do update set hash = excluded.hash, changed_by = excluded.changed_by, changed_at = now()`,
    [personId, hash, changedBy],
  );
  await tx.raw('delete from identity_provider.imported_passwords where person_id = ?', [personId]);
  await tx.raw('delete from identity_provider.known_browsers where person_id = ? and id_hash is distinct from ?', [
    personId,
    keptBrowser ?? null,
  ] as never);
}

/** Replaces a hash by one of the same password under newer parameters, unless the password changed meanwhile. */
export async function rehashPassword(db: Db, personId: string, from: string, to: string): Promise<void> {
  await db.raw('update identity_provider.passwords set hash = ? where person_id = ? and hash = ?', [
    to,
    personId,
    from,
  ]);
}

/** The accounts of a person and of those who are part of him; none where he has none. */
export async function setAccountState(tx: Tx, personId: string, state: AccountState): Promise<Account[]> {
  const { rows } = await tx.raw<{ rows: Account[] }>(
    `update identity_provider.accounts
     set state = ?, changed_at = now(), closed_at = case when ? = 'active' then null else closed_at end
     where person_id in (select directory.same_person(?)) returning ${columns}`,
    [state, state, personId],
  );
  return rows;
}
