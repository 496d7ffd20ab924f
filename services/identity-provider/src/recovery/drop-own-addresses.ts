import type { Tx } from '@onecampus/database';
import type { Clock } from '@onecampus/runtime';
import type { KeyEncryptionKey } from '@onecampus/tokens';
import { addressRemoved } from '../events/newcomers.ts';
import { queueLetter } from '../mail/queue-letter.ts';
import { deleteAddress, findLocale, listOwnAddresses } from '../store/emails.ts';

/**
 * Takes all addresses from an account that were given to it there: whoever had it may have given it his own, and a link to
 * one of them sets a password. Each is told so, for the last time; those of the universities stay.
 */
export async function dropOwnAddresses(
  tx: Tx,
  { kek, clock }: { readonly kek: KeyEncryptionKey; readonly clock: Clock },
  personId: string,
): Promise<void> {
  const locale = await findLocale(tx, personId);
  const happenedAt = clock.now().toISOString();
  for (const { id, address, confirmedAt } of await listOwnAddresses(tx, personId)) {
    await deleteAddress(tx, personId, id);
    if (confirmedAt === null) continue;
    await addressRemoved(tx, personId, address);
    const content = { kind: 'notice', notice: 'email-removed', details: { address }, happenedAt } as const;
    await queueLetter(tx, kek, { personId, letter: { to: address, locale, content } });
  }
}
