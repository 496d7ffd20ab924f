import type { Db } from '@onecampus/database';
import { listClients as storedClients } from '../store/clients.ts';

/** All registered applications, without anything secret. */
export async function listClients(db: Db) {
  return (await storedClients(db)).map(({ secretHash: _, olderSecretHash: __, ...client }) => client);
}
