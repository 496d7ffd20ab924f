import type { Db } from '@onecampus/database';
import { type ListedClient, listClientsOfUniversity } from '../store/client-owners.ts';

export type { ListedClient };

/** Applications of a university. */
export function listOwnClients(db: Db, universityId: string): Promise<ListedClient[]> {
  return listClientsOfUniversity(db, universityId);
}
