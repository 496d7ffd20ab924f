import { type Db, transaction } from '@onecampus/database';
import { type Actor, findAccountHolders, findProfile } from '@onecampus/directory';
import { passwordImported } from '../events/passwords.ts';
import { readImportedHash } from '../rules/imported-hash.ts';
import { parseSignInName } from '../rules/sign-in-name.ts';
import { ensureAccount, listAccountsOfPerson } from '../store/accounts.ts';
import { saveImportedPassword } from '../store/imported-passwords.ts';

export type ImportedLogin = { readonly login: string; readonly hash: string };
export type RefusedLogin = { readonly login: string; readonly reason: 'unknown' | 'unfit' | 'has-password' };

/**
 * Takes hashes along from where people signed in until now, so that nobody needs a new password on the day of the change. An
 * account is made where there was none; whoever has a password of ours keeps it.
 *
 * @param logins full names with their domain, `i.ivanova@tpu.ru`, and hashes in one of the forms of rules/imported-hash.ts.
 */
export async function importPasswords(
  { db }: { readonly db: Db },
  actor: Actor,
  logins: readonly ImportedLogin[],
): Promise<{ readonly imported: number; readonly refused: readonly RefusedLogin[] }> {
  const refused: RefusedLogin[] = [];
  for (const { login, hash } of logins) {
    const reason = readImportedHash(hash) ? await importOne(db, actor, login, hash) : 'unfit';
    if (reason) refused.push({ login, reason });
  }
  return { imported: logins.length - refused.length, refused };
}

async function importOne(
  db: Db,
  actor: Actor,
  login: string,
  hash: string,
): Promise<RefusedLogin['reason'] | undefined> {
  const name = parseSignInName(login);
  const holders = name?.kind === 'eppn' ? await findAccountHolders(db, name.value) : [];
  const personId = new Set(holders.map((one) => one.personId)).size === 1 ? holders[0]!.personId : undefined;
  const profile = personId === undefined ? undefined : await findProfile(db, personId);
  if (!profile) return 'unknown';
  return transaction(db, async (tx) => {
    const own = (await listAccountsOfPerson(tx, profile.personId)).find((one) => one.personId === profile.personId);
    const account = own ?? profile;
    await ensureAccount(tx, account.personId, account.referenceId);
    if (!(await saveImportedPassword(tx, { personId: account.personId, hash, by: actor }))) return 'has-password';
    await passwordImported(tx, actor, account.personId);
    return undefined;
  });
}
