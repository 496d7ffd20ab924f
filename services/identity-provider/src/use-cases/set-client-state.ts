import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { clientStateSet } from '../events/clients.ts';
import { mayBecome } from '../rules/client-states.ts';
import { clientChangedAt, findOwnedClient, type Owner } from '../store/client-owners.ts';
import { findPassedTest } from '../store/client-traces.ts';
import { updateClient } from '../store/clients.ts';
import { announceNews } from '../store/news.ts';

/**
 * Opens an application to everybody, suspends it (nobody gets in, no token of it is good), or withdraws it for ever. A draft
 * opens only once a sign-in to it, as it is now, has gone through to the end.
 *
 * @throws DomainError `client.unknown`, `client.of_the_product`, `client.state_refused`, `client.not_tested`,
 *   `version.stale`.
 */
export async function setClientState(
  db: Db,
  actor: Actor,
  asked: {
    readonly id: string;
    readonly owner: Owner;
    readonly seenVersion: string;
    readonly to: 'live' | 'suspended' | 'withdrawn';
    /** The operator opens what cannot be tried by its owners. */
    readonly untested?: boolean;
  },
): Promise<void> {
  await transaction(db, async (tx) => {
    const present = await findOwnedClient(tx, asked.id, asked.owner);
    if (!present) throw new DomainError('client.unknown', 'No such client.');
    if (present.origin === 'product')
      throw new DomainError('client.of_the_product', 'The product looks after this client itself.');
    if (!mayBecome(present.state, asked.to))
      throw new DomainError('client.state_refused', `A client that is ${present.state} cannot become ${asked.to}.`);
    const needsTest = present.state === 'draft' && asked.to === 'live' && !asked.untested;
    if (needsTest && !(await findPassedTest(tx, present.id, (await clientChangedAt(tx, present.id))!)))
      throw new DomainError('client.not_tested', 'No sign-in to this client has gone through since it was changed.');
    if (!(await updateClient(tx, { ...present, state: asked.to }, asked.seenVersion, actor)))
      throw new DomainError('version.stale', 'The client was changed meanwhile.');
    await clientStateSet(tx, actor, present, asked.to);
    await announceNews(tx);
  });
}
