import type { Db } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { clientChangedAt, findOwnedClient, type Owner } from '../store/client-owners.ts';
import type { Client } from '../store/clients.ts';

/** An application as whoever looks after it sees it: everything but its secret. */
export type ShownClient = Omit<Client, 'secretHash' | 'olderSecretHash'> & {
  readonly hasSecret: boolean;
  readonly changedAt: Date;
};

/** @throws DomainError `client.unknown`, also where it is another owner's. */
export async function findOwnClient(db: Db, id: string, owner: Owner): Promise<ShownClient> {
  const found = await findOwnedClient(db, id, owner);
  if (!found) throw new DomainError('client.unknown', 'No such client.');
  const { secretHash, olderSecretHash: _, ...client } = found;
  return { ...client, hasSecret: secretHash !== null, changedAt: (await clientChangedAt(db, id)) ?? new Date(0) };
}
