import { transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { encryptionKeyChanged } from '../events/keys.ts';
import { holder_seconds, type KeyEncryption } from '../keys/key-encryption.ts';
import { findSealingKey, listKeyHoldings, lockKeyEncryption, setSealingKey } from '../store/key-encryption.ts';
import { announceNews } from '../store/news.ts';

/**
 * From now on everything is sealed with that key; where it seals already, nothing happens. What is stored stays readable, since whoever has the
 * new key has the former one too, and is put into new envelopes by `rewrap-sealed-values`.
 *
 * @throws DomainError `encryption-key.unknown` where it is not configured here, `encryption-key.not_everywhere` while an
 *   instance runs that could not read what is sealed with it.
 */
export async function changeKeyEncryption(
  { db, ring }: KeyEncryption,
  order: { readonly actor: Actor; readonly to: string },
): Promise<void> {
  await transaction(db, async (tx) => {
    await lockKeyEncryption(tx);
    const from = (await findSealingKey(tx))!.id;
    const { to } = order;
    if (to === from) return;
    if (!ring.knows.includes(to))
      throw new DomainError(
        'encryption-key.unknown',
        `No key of the name ${to} is configured: KEY_ENCRYPTION_KEY_NEXT.`,
      );
    const without = (await listKeyHoldings(tx, holder_seconds)).filter((one) => !one.knows.includes(to));
    if (without.length > 0)
      throw new DomainError(
        'encryption-key.not_everywhere',
        `${without.length} running instance(s) have not been given the key ${to} yet.`,
      );
    await setSealingKey(tx, to);
    await encryptionKeyChanged(tx, order.actor, { from, to });
    await announceNews(tx);
  });
}
