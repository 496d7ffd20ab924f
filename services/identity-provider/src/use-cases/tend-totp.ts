import { type Db, transaction } from '@onecampus/database';
import { findOwnEmail } from '@onecampus/directory';
import type { Clock } from '@onecampus/runtime';
import { type KeyEncryptionKey, open, seal } from '@onecampus/tokens';
import { totpAdded, totpRemoved } from '../events/factors.ts';
import { newTotpSecret, stepOfCode, totpPlace } from '../second-factor/totp-code.ts';
import { deleteRecoveryCodes } from '../store/recovery-codes.ts';
import { hasSecondFactor } from '../store/second-factors.ts';
import { beginTotp, confirmTotp, deleteTotp, findTotp } from '../store/totp.ts';

export type TendTotpContext = { readonly db: Db; readonly kek: KeyEncryptionKey; readonly clock: Clock };

/** Draws a secret, in the place of one that was never confirmed. */
export async function beginOwnTotp({ db, kek }: TendTotpContext, personId: string): Promise<void> {
  await beginTotp(db, personId, seal(newTotpSecret(), kek, totpPlace(personId)));
}

/**
 * The secret that waits to be confirmed, in base32, and what its owner will know it by in his app; none once it is
 * confirmed, for nobody is shown it again.
 */
export async function ownTotpToConfirm(
  { db, kek }: TendTotpContext,
  personId: string,
): Promise<{ readonly secret: string; readonly login: string } | undefined> {
  const [totp, email] = await Promise.all([findTotp(db, personId), findOwnEmail(db, personId)]);
  if (!totp || totp.confirmedAt !== null) return undefined;
  return { secret: open(totp.sealedSecret, kek, totpPlace(personId)), login: email ?? 'One Campus' };
}

/** Confirms the secret by a code that was made with it, which thereby is used. */
export async function confirmOwnTotp(
  { db, kek, clock }: TendTotpContext,
  personId: string,
  code: string,
): Promise<boolean> {
  const totp = await findTotp(db, personId);
  if (!totp || totp.confirmedAt !== null) return false;
  const step = stepOfCode(open(totp.sealedSecret, kek, totpPlace(personId)), code, clock.now());
  if (step === undefined) return false;
  return transaction(db, async (tx) => {
    const confirmed = await confirmTotp(tx, personId, totp.sealedSecret, step);
    if (confirmed) await totpAdded(tx, { personId });
    return confirmed;
  });
}

/** Removes it, confirmed or not; with the last second factor the recovery codes go too. */
export async function removeOwnTotp({ db }: { readonly db: Db }, personId: string): Promise<void> {
  await transaction(db, async (tx) => {
    if (!(await deleteTotp(tx, personId))) return;
    if (!(await hasSecondFactor(tx, personId))) await deleteRecoveryCodes(tx, personId);
    await totpRemoved(tx, { personId });
  });
}
