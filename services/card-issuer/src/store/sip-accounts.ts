import { constraintOf, type Db, type Tx } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import type { SipAccount, SipAccountSettings } from '../rules/sip-account.ts';

const columns = `a.id, a.login, a.university_id as "universityId", a.library, a.institution, a.title, a.purpose, a.pin, a.shows,
  a.accepts, a.networks::text[] as networks, a.without_login as "withoutLogin", a.client_certificate as "clientCertificate",
  a.charset, a.delimiter, a.terminator, a.error_detection as "errorDetection", a.language, a.may_block as "mayBlock",
  a.expired_is_invalid as "expiredIsInvalid", a.certification, a.idle_seconds as "idleSeconds",
  a.connections_max as "connectionsMax", a.messages_per_minute as "messagesPerMinute", a.enabled, a.version::int as version,
  u.time_zone as "timeZone"`;
const from = 'from card_issuer.sip_accounts a join directory.universities u on u.id = a.university_id';

/** How each setting is written; the names of columns are ours and never a caller's. */
const written: Readonly<Record<keyof SipAccountSettings, string>> = {
  universityId: 'university_id',
  library: 'library',
  institution: 'institution',
  title: 'title',
  purpose: 'purpose',
  pin: 'pin',
  shows: 'shows',
  accepts: 'accepts',
  networks: 'networks',
  withoutLogin: 'without_login',
  clientCertificate: 'client_certificate',
  charset: 'charset',
  delimiter: 'delimiter',
  terminator: 'terminator',
  errorDetection: 'error_detection',
  language: 'language',
  mayBlock: 'may_block',
  expiredIsInvalid: 'expired_is_invalid',
  certification: 'certification',
  idleSeconds: 'idle_seconds',
  connectionsMax: 'connections_max',
  messagesPerMinute: 'messages_per_minute',
  enabled: 'enabled',
};

export async function insertSipAccount(
  tx: Tx,
  account: SipAccountSettings & { readonly id: string; readonly login: string; readonly secretHash: Buffer },
): Promise<void> {
  const { id, login, secretHash, ...settings } = account;
  const names = Object.keys(settings) as (keyof SipAccountSettings)[];
  try {
    await tx.raw(
      `insert into card_issuer.sip_accounts (id, login, secret_hash, ${names.map((name) => written[name]).join(', ')})
       values (?, ?, ?, ${names.map((name) => (name === 'networks' ? '?::cidr[]' : '?')).join(', ')})`,
      [id, login, secretHash, ...names.map((name) => settings[name])] as never,
    );
  } catch (error) {
    if (constraintOf(error) !== 'sip_accounts_login_key') throw error;
    throw new DomainError('sip-account.exists', 'There is an account with this login already.', { cause: error });
  }
}

/** Changes what is named; `undefined` where there is no such account. */
export async function updateSipAccount(
  tx: Tx,
  login: string,
  changes: Partial<SipAccountSettings & { readonly secretHash: Buffer }>,
): Promise<SipAccount | undefined> {
  const { secretHash, ...settings } = changes;
  const names = Object.keys(settings) as (keyof SipAccountSettings)[];
  const sets = names.map((name) => `${written[name]} = ${name === 'networks' ? '?::cidr[]' : '?'}`);
  if (secretHash) sets.push('secret_hash = ?');
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update card_issuer.sip_accounts set ${[...sets, 'version = version + 1', 'changed_at = now()'].join(', ')} where login = ?`,
    [...names.map((name) => settings[name]), ...(secretHash ? [secretHash] : []), login] as never,
  );
  return rowCount === 0 ? undefined : findSipAccount(tx, login);
}

export async function findSipAccount(db: Db, login: string): Promise<SipAccount | undefined> {
  const { rows } = await db.raw<{ rows: SipAccount[] }>(`select ${columns} ${from} where a.login = ?`, [login]);
  return rows[0];
}

/** An account that is switched on and may come from this address. */
export async function findSipAccountAt(db: Db, id: string, address: string): Promise<SipAccount | undefined> {
  const { rows } = await db.raw<{ rows: SipAccount[] }>(
    `select ${columns} ${from} where a.id = ? and a.enabled and ?::inet <<= any (a.networks)`,
    [id, address],
  );
  return rows[0];
}

export async function listSipAccounts(db: Db): Promise<SipAccount[]> {
  const { rows } = await db.raw<{ rows: SipAccount[] }>(`select ${columns} ${from} order by a.login`);
  return rows;
}

/** The account of a log-in from an address, with the hash of its secret; `undefined` where it may not come from there. */
export async function findLogin(
  db: Db,
  login: string,
  address: string,
): Promise<(SipAccount & { readonly secretHash: Buffer }) | undefined> {
  const { rows } = await db.raw<{ rows: (SipAccount & { readonly secretHash: Buffer })[] }>(
    `select ${columns}, a.secret_hash as "secretHash" ${from} where a.login = ? and a.enabled and ?::inet <<= any (a.networks)`,
    [login, address],
  );
  return rows[0];
}

/** The accounts that an address stands for by itself. */
export async function findAccountsWithoutLogin(db: Db, address: string): Promise<SipAccount[]> {
  const { rows } = await db.raw<{ rows: SipAccount[] }>(
    `select ${columns} ${from} where a.without_login and a.enabled and ?::inet <<= any (a.networks) limit 2`,
    [address],
  );
  return rows;
}
