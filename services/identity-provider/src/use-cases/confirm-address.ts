import { type Db, transaction } from '@onecampus/database';
import type { Clock } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { addressConfirmed } from '../events/newcomers.ts';
import { findUnconfirmed, confirmAddress as redeem } from '../store/emails.ts';

type Confirming = { readonly db: Db; readonly clock: Clock };

/** The address that a link is about, where it still stands and is this person's. */
export function addressToConfirm(
  { db, clock }: Confirming,
  personId: string,
  token: string,
): Promise<string | undefined> {
  return findUnconfirmed(db, personId, hashToken(token), clock.now());
}

/** Redeems a link of confirmation, once; the address, or `undefined` where the link is dead or somebody else's. */
export function confirmAddress(
  { db, clock }: Confirming,
  order: { readonly personId: string; readonly token: string },
): Promise<string | undefined> {
  return transaction(db, async (tx) => {
    const address = await redeem(tx, order.personId, hashToken(order.token), clock.now());
    if (address !== undefined) await addressConfirmed(tx, order.personId, address);
    return address;
  });
}
