import type { Db } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { type ClientChange, listClientHistory as storedHistory } from '../store/client-history.ts';
import { findOwnedClient, type Owner } from '../store/client-owners.ts';

const changes_max = 200;

/**
 * Who changed what of an application, the newest first.
 *
 * @throws DomainError `client.unknown`, also where it is another owner's.
 */
export async function listClientHistory(db: Db, id: string, owner: Owner): Promise<ClientChange[]> {
  if (!(await findOwnedClient(db, id, owner))) throw new DomainError('client.unknown', 'No such client.');
  return storedHistory(db, id, changes_max);
}
