import type { CardDesk } from '../card-desk.ts';
import type { SipAccount } from '../rules/sip-account.ts';
import { findAccountsWithoutLogin, findSipAccountAt } from '../store/sip-accounts.ts';

/** An account as it is now, for a connection that logged in to it before; `undefined` where it may not come any more. */
export function findTerminalAccount(
  desk: Pick<CardDesk, 'db'>,
  at: { readonly id: string; readonly address: string },
): Promise<SipAccount | undefined> {
  return findSipAccountAt(desk.db, at.id, at.address);
}

/** The account that an address stands for by itself. Of two possible ones neither. */
export async function findAccountOfAddress(
  desk: Pick<CardDesk, 'db'>,
  address: string,
): Promise<SipAccount | undefined> {
  const accounts = await findAccountsWithoutLogin(desk.db, address);
  return accounts.length === 1 && accounts[0]!.clientCertificate === null ? accounts[0] : undefined;
}
