import type { CardDesk } from '../card-desk.ts';
import type { SipAccount } from '../rules/sip-account.ts';
import { listSipAccounts as listStored } from '../store/sip-accounts.ts';

/** Every machine that may ask, those that are switched off too. */
export function listSipAccounts(desk: Pick<CardDesk, 'db'>): Promise<SipAccount[]> {
  return listStored(desk.db);
}
