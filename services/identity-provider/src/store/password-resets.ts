import type { Db, Tx } from '@onecampus/database';

export async function insertPasswordRequest(db: Db, id: string, sealed: string): Promise<void> {
  await db.raw('insert into identity_provider.password_requests (id, sealed) values (?, ?)', [id, sealed]);
}

/** Takes requests out; they are gone with the transaction that answers them. */
export async function takePasswordRequests(tx: Tx, limit: number): Promise<{ id: string; sealed: string }[]> {
  const { rows } = await tx.raw<{ rows: { id: string; sealed: string }[] }>(
    `delete from identity_provider.password_requests where id in (
       select id from identity_provider.password_requests order by id limit ? for update skip locked)
     returning id, sealed`,
    [limit],
  );
  return rows;
}

/** Accounts of these people and of those who are part of them that are open and have a password to be replaced. */
export async function listAccountsWithPassword(
  tx: Tx,
  personIds: readonly string[],
): Promise<{ personId: string; locale: 'ru' | 'en' }[]> {
  const { rows } = await tx.raw<{ rows: { personId: string; locale: 'ru' | 'en' }[] }>(
    `select distinct a.person_id as "personId", coalesce(a.locale, 'ru') as locale
     from unnest(?::uuid[]) wanted (id), identity_provider.accounts a
     where a.person_id in (select directory.same_person(wanted.id)) and a.state = 'active' and a.closed_at is null
       and (exists (select from identity_provider.passwords p where p.person_id = a.person_id)
            or exists (select from identity_provider.imported_passwords o where o.person_id = a.person_id))`,
    [[...personIds]] as never,
  );
  return rows;
}

export async function insertPasswordReset(
  tx: Tx,
  reset: { tokenHash: string; personId: string; expiresAt: Date },
): Promise<void> {
  await tx.raw('insert into identity_provider.password_resets (token_hash, person_id, expires_at) values (?, ?, ?)', [
    reset.tokenHash,
    reset.personId,
    reset.expiresAt,
  ] as never);
}

/** Whose password a link sets, where it still stands. */
export async function findPasswordReset(db: Db, tokenHash: string, now: Date): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { personId: string }[] }>(
    `select r.person_id as "personId" from identity_provider.password_resets r join identity_provider.accounts a using (person_id)
     where r.token_hash = ? and r.used_at is null and r.expires_at > ? and a.state = 'active' and a.closed_at is null`,
    [tokenHash, now] as never,
  );
  return rows[0]?.personId;
}

/** One statement redeems the link: of many at once, one gets the account. */
export async function redeemPasswordReset(
  tx: Tx,
  tokenHash: string,
  now: Date,
): Promise<{ personId: string; referenceId: string } | undefined> {
  const { rows } = await tx.raw<{ rows: { personId: string; referenceId: string }[] }>(
    `update identity_provider.password_resets r set used_at = :now
     from identity_provider.accounts a
     where r.token_hash = :tokenHash and r.used_at is null and r.expires_at > :now
       and a.person_id = r.person_id and a.state = 'active' and a.closed_at is null
     returning a.person_id as "personId", a.reference_id as "referenceId"`,
    { tokenHash, now } as never,
  );
  return rows[0];
}

/** Links that came before the present password are dead, however it was set. */
export async function endPasswordResets(tx: Tx, personId: string): Promise<void> {
  await tx.raw('update identity_provider.password_resets set used_at = now() where person_id = ? and used_at is null', [
    personId,
  ]);
}

/** Not more than `limit`; returns how many went. */
export async function dropOldPasswordResets(db: Db, now: Date, limit: number): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `delete from identity_provider.password_resets where token_hash in (
       select token_hash from identity_provider.password_resets
       where expires_at < cast(? as timestamptz) - interval '1 day' order by expires_at limit ?)`,
    [now, limit] as never,
  );
  return rowCount;
}
