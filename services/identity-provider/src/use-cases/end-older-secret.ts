import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { olderSecretEnded } from '../events/clients.ts';
import { findOwnedClient, type Owner } from '../store/client-owners.ts';
import { endOlderSecret as endStored } from '../store/client-secrets.ts';
import { announceNews } from '../store/news.ts';

/**
 * Ends the older of two secrets before its time: the new one is in place, or the old one is in wrong hands.
 *
 * @throws DomainError `client.unknown`, `version.stale` (also where there is no older secret any more).
 */
export async function endOlderSecret(
  db: Db,
  actor: Actor,
  asked: { readonly id: string; readonly owner: Owner; readonly seenVersion: string },
): Promise<void> {
  await transaction(db, async (tx) => {
    const present = await findOwnedClient(tx, asked.id, asked.owner);
    if (!present) throw new DomainError('client.unknown', 'No such client.');
    if (!(await endStored(tx, { id: present.id, seenVersion: asked.seenVersion, by: actor })))
      throw new DomainError('version.stale', 'The client was changed meanwhile.');
    await olderSecretEnded(tx, actor, present);
    await announceNews(tx);
  });
}
