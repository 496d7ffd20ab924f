import type { Db, Tx } from '@onecampus/database';

export type AccountState = 'active' | 'locked';

export type Account = {
  readonly personId: string;
  /** The person's public reference, `sub` in every token. */
  readonly referenceId: string;
  readonly state: AccountState;
};

const columns = 'person_id as "personId", reference_id as "referenceId", state';

export async function findAccountByReference(db: Db, referenceId: string): Promise<Account | undefined> {
  const { rows } = await db.raw<{ rows: Account[] }>(
    `select ${columns} from identity_provider.accounts where reference_id = ?`,
    [referenceId],
  );
  return rows[0];
}

/**
 * An account with its password, for the one who is signing in. People who were merged keep an account each, and a login opens
 * the one it was made for; where that person has none, whichever the person has.
 */
export async function findCredentials(
  db: Db,
  holder: { personId: string; homePersonId: string },
): Promise<(Account & { hash: string }) | undefined> {
  const { rows } = await db.raw<{ rows: (Account & { hash: string })[] }>(
    `select a.person_id as "personId", a.reference_id as "referenceId", a.state, p.hash
     from identity_provider.accounts a join identity_provider.passwords p using (person_id)
     where a.person_id in (select directory.same_person(?))
     order by a.person_id = ? desc, a.person_id = ? desc, a.created_at, a.person_id
     limit 1`,
    [holder.personId, holder.homePersonId, holder.personId],
  );
  return rows[0];
}

/** The accounts of a person and of those who are part of him. */
export async function listAccountsOfPerson(db: Db, personId: string): Promise<Account[]> {
  const { rows } = await db.raw<{ rows: Account[] }>(
    `select ${columns} from identity_provider.accounts where person_id in (select directory.same_person(?)) order by person_id`,
    [personId],
  );
  return rows;
}

/** Makes the account where there is none yet. */
export async function ensureAccount(tx: Tx, personId: string, referenceId: string): Promise<void> {
  await tx.raw(
    `insert into identity_provider.accounts (person_id, reference_id) values (?, ?) on conflict (person_id) do nothing`,
    [personId, referenceId],
  );
}

export async function savePassword(tx: Tx, personId: string, hash: string, changedBy: string): Promise<void> {
  await tx.raw(
    `insert into identity_provider.passwords (person_id, hash, changed_by) values (?, ?, ?)
     on conflict (person_id) do update set hash = excluded.hash, changed_by = excluded.changed_by, changed_at = now()`,
    [personId, hash, changedBy],
  );
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
    `update identity_provider.accounts set state = ?, changed_at = now()
     where person_id in (select directory.same_person(?)) returning ${columns}`,
    [state, personId],
  );
  return rows;
}
