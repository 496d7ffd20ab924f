import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { randomToken } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { clientSecretReplaced } from '../events/clients.ts';
import { findOwnedClient, type Owner } from '../store/client-owners.ts';
import { replaceClientSecret as replaceStored } from '../store/client-secrets.ts';
import { announceNews } from '../store/news.ts';

/** Longer than this nobody needs two secrets. */
export const kept_hours_max = 14 * 24;

/**
 * Gives an application a new secret, shown this once. The one before goes on working for `keepHours`, so that nobody is
 * locked out while the new one is being put in.
 *
 * @throws DomainError `client.unknown`, `client.of_the_product`, `client.unfit` (it has no secret), `version.stale`.
 */
export async function replaceClientSecret(
  db: Db,
  actor: Actor,
  asked: { readonly id: string; readonly owner: Owner; readonly seenVersion: string; readonly keepHours: number },
): Promise<{ readonly secret: string }> {
  const secret = randomToken();
  const keepHours = Math.min(asked.keepHours, kept_hours_max);
  await transaction(db, async (tx) => {
    const present = await findOwnedClient(tx, asked.id, asked.owner);
    if (!present || present.state === 'withdrawn') throw new DomainError('client.unknown', 'No such client.');
    if (present.origin === 'product')
      throw new DomainError('client.of_the_product', 'The product looks after this client itself.');
    if (present.secretHash === null)
      throw new DomainError('client.unfit', 'This client proves itself without a secret.');
    const change = {
      id: present.id,
      seenVersion: asked.seenVersion,
      secretHash: hashToken(secret),
      keepHours,
      by: actor,
    };
    if (!(await replaceStored(tx, change))) throw new DomainError('version.stale', 'The client was changed meanwhile.');
    await clientSecretReplaced(tx, actor, present, keepHours);
    await announceNews(tx);
  });
  return { secret };
}
