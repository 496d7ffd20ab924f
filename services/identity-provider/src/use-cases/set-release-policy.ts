import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { releasePolicySet } from '../events/releases.ts';
import { type AskedReleasePolicy, decidedPolicy, releasePolicyFaults } from '../rules/release-policy-faults.ts';
import { findClient } from '../store/clients.ts';
import { announceNews } from '../store/news.ts';
import { saveReleasePolicy } from '../store/release-policies.ts';

/**
 * Decides what a service is told of people, and why. It holds from the next request; whoever agreed to the policy before is
 * asked again.
 *
 * @param asked.universityId whose client it must be; absent for the operator, who decides about all of them.
 * @returns the version that holds now.
 * @throws DomainError `client.unknown`, also for another university's; `client.unfit` with every fault in its details;
 *   `version.stale`.
 */
export async function setReleasePolicy(
  db: Db,
  actor: Actor,
  asked: {
    readonly clientId: string;
    readonly universityId?: string;
    /** The version that the caller has seen; 0 where there was no decision. */
    readonly seenVersion?: number;
    readonly policy: AskedReleasePolicy;
  },
): Promise<number> {
  const faults = releasePolicyFaults(asked.policy);
  if (faults.length > 0)
    throw new DomainError('client.unfit', 'Nothing can be released like this.', { details: { faults } });
  const decided = decidedPolicy(asked.policy);
  return transaction(db, async (tx) => {
    const client = await findClient(tx, asked.clientId);
    const others = asked.universityId !== undefined && client?.universityId !== asked.universityId;
    if (!client || others) throw new DomainError('client.unknown', `There is no client "${asked.clientId}".`);
    const version = await saveReleasePolicy(tx, client.id, decided, actor);
    if (asked.seenVersion !== undefined && version !== asked.seenVersion + 1)
      throw new DomainError('version.stale', 'What the service is told was changed meanwhile.');
    await releasePolicySet(tx, actor, client.id, { version, claims: Object.keys(decided.claims) });
    await announceNews(tx);
    return version;
  });
}
