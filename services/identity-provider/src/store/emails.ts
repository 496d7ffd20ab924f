import type { Db, Tx } from '@onecampus/database';

export interface EmailAddress {
  readonly id: string;
  readonly address: string;
  readonly confirmedAt: Date | null;
}

/** The addresses that somebody gave himself, confirmed or not. */
export async function listOwnAddresses(db: Db, personId: string): Promise<EmailAddress[]> {
  const { rows } = await db.raw<{ rows: EmailAddress[] }>(
    `select id, address, confirmed_at as "confirmedAt" from identity_provider.email_addresses
     where person_id = ? order by created_at, id`,
    [personId],
  );
  return rows;
}

/**
 * The addresses that universities gave a person, each in a domain that the university speaks for; any other address in a
 * record is unproven.
 */
export async function listUniversityAddresses(db: Db, personId: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { address: string }[] }>(
    `select min(r.email) as address
     from directory.source_records r
     join directory.university_scopes s on s.university_id = r.university_id and lower(split_part(r.email, '@', 2)) = s.scope
     where r.person_id in (select directory.same_person(?)) and r.missing_since is null and r.erased_at is null
     group by lower(r.email) order by lower(r.email)`,
    [personId],
  );
  return rows.map(({ address }) => address);
}

/** Every address at which somebody is told what happened to his account. */
export async function listAddressesToTell(db: Db, personId: string): Promise<string[]> {
  const [own, universities] = [await listOwnAddresses(db, personId), await listUniversityAddresses(db, personId)];
  const confirmed = own.filter(({ confirmedAt }) => confirmedAt !== null).map(({ address }) => address);
  return [...new Map([...confirmed, ...universities].map((one) => [one.toLowerCase(), one])).values()];
}

/** In which language an account is written to. */
export async function findLocale(db: Db, personId: string): Promise<'ru' | 'en'> {
  const { rows } = await db.raw<{ rows: { locale: 'ru' | 'en' | null }[] }>(
    'select locale from identity_provider.accounts where person_id = ?',
    [personId],
  );
  return rows[0]?.locale ?? 'ru';
}

/** The language in which somebody came in, until he chooses another one. */
export async function chooseFirstLocale(tx: Tx, personId: string, locale: 'ru' | 'en'): Promise<void> {
  await tx.raw('update identity_provider.accounts set locale = ? where person_id = ? and locale is null', [
    locale,
    personId,
  ]);
}

/** Notes an address to be confirmed by a new link, which kills an older one; `false` where it is confirmed already. */
export async function saveUnconfirmed(
  tx: Tx,
  address: { id: string; personId: string; address: string; tokenHash: string; expiresAt: Date },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into identity_provider.email_addresses (id, person_id, address, address_normal, token_hash, token_expires_at)
     values (:id, :personId, :address, lower(:address), :tokenHash, :expiresAt)
     on conflict (person_id, address_normal) do update
       set token_hash = excluded.token_hash, token_expires_at = excluded.token_expires_at
       where email_addresses.confirmed_at is null`,
    address as never,
  );
  return rowCount > 0;
}

/** One statement redeems the link: of many at once, one finds it. */
export async function confirmAddress(
  tx: Tx,
  personId: string,
  tokenHash: string,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await tx.raw<{ rows: { address: string }[] }>(
    `update identity_provider.email_addresses set confirmed_at = ?, token_hash = null, token_expires_at = null
     where person_id = ? and token_hash = ? and token_expires_at > ? returning address`,
    [now, personId, tokenHash, now] as never,
  );
  return rows[0]?.address;
}

/** The address of a link that still stands, for the page that asks whether it is meant. */
export async function findUnconfirmed(
  db: Db,
  personId: string,
  tokenHash: string,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { address: string }[] }>(
    `select address from identity_provider.email_addresses where person_id = ? and token_hash = ? and token_expires_at > ?`,
    [personId, tokenHash, now] as never,
  );
  return rows[0]?.address;
}

export async function deleteAddress(tx: Tx, personId: string, id: string): Promise<EmailAddress | undefined> {
  const { rows } = await tx.raw<{ rows: EmailAddress[] }>(
    `delete from identity_provider.email_addresses where person_id = ? and id = ?
     returning id, address, confirmed_at as "confirmedAt"`,
    [personId, id],
  );
  return rows[0];
}

/** Accounts that confirmed an address; several where a family shares a mailbox. */
export async function listAccountsByAddress(db: Db, address: string, limit: number): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { personId: string }[] }>(
    `select person_id as "personId" from identity_provider.email_addresses
     where address_normal = lower(?) and confirmed_at is not null order by person_id limit ?`,
    [address, limit],
  );
  return rows.map(({ personId }) => personId);
}
