import type { Db } from '@onecampus/database';
import { policyOf, policyOfAnothers, type ReleasePolicy } from '../rules/release-policy.ts';
import { actsFor } from '../store/acts-for.ts';
import type { Client } from '../store/clients.ts';

/**
 * What a service may be told of this person, and why. A university decides about its own people: what it says of its service
 * holds for whoever acts for it, and everybody else is asked.
 */
export async function policyFor(
  db: Db,
  client: Client,
  who: { readonly referenceId: string; readonly sessionUid: string | undefined },
): Promise<ReleasePolicy> {
  const policy = policyOf(client);
  if (client.universityId === null || (policy.foreign && !client.releasePolicy)) return policy;
  return (await actsFor(db, who, client.universityId)) ? policy : policyOfAnothers(client);
}
