import type { Db } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { policyOf, type ReleasePolicy } from '../rules/release-policy.ts';
import { findClient } from '../store/clients.ts';

/**
 * What a service is told now, by a decision or by its scopes.
 *
 * @throws DomainError `client.unknown`, also for another university's.
 */
export async function findReleasePolicy(
  db: Db,
  clientId: string,
  universityId?: string,
): Promise<{ readonly name: { readonly ru: string; readonly en: string }; readonly policy: ReleasePolicy }> {
  const client = await findClient(db, clientId);
  if (!client || (universityId !== undefined && client.universityId !== universityId))
    throw new DomainError('client.unknown', `There is no client "${clientId}".`);
  return { name: { ru: client.nameRu, en: client.name }, policy: policyOf(client) };
}
