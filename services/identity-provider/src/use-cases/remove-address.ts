import { type Db, transaction } from '@onecampus/database';
import type { Clock } from '@onecampus/runtime';
import type { KeyEncryptionKey } from '@onecampus/tokens';
import { addressRemoved } from '../events/newcomers.ts';
import type { Letter } from '../mail/letter.ts';
import { queueLetter } from '../mail/queue-letter.ts';
import { deleteAddress } from '../store/emails.ts';

/** Removes an own address. It is told there as well, for the last time: a thief removes it first of all. */
export async function removeAddress(
  context: { readonly db: Db; readonly kek: KeyEncryptionKey; readonly clock: Clock },
  order: { readonly personId: string; readonly id: string; readonly locale: Letter['locale'] },
): Promise<void> {
  const { personId, id, locale } = order;
  await transaction(context.db, async (tx) => {
    const removed = await deleteAddress(tx, personId, id);
    if (!removed || removed.confirmedAt === null) return;
    const { address } = removed;
    await addressRemoved(tx, personId, address);
    const happenedAt = context.clock.now().toISOString();
    const content = { kind: 'notice', notice: 'email-removed', details: { address }, happenedAt } as const;
    await queueLetter(tx, context.kek, { personId, letter: { to: address, locale, content } });
  });
}
