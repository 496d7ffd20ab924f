import { withinUniversity } from '@onecampus/directory';
import type { IfMatch } from '@onecampus/scim';
import type { Caller } from '../../provisioning/caller.ts';
import { lockedAffiliation } from '../../provisioning/locked-affiliation.ts';
import { announceAffiliation } from '../../provisioning/write-affiliation.ts';
import type { Registry } from '../../registry.ts';
import { endBeliefs } from '../../store/scim/beliefs.ts';
import { markAffiliationDeleted } from '../../store/scim/said-affiliations.ts';

/** DELETE of an Affiliation: it ends now, with the grace it has, and stays on record as what was. @throws ScimError 404, 412. */
export async function endAffiliation(
  registry: Registry,
  caller: Caller,
  order: { readonly id: string; readonly ifMatch: IfMatch | undefined },
): Promise<void> {
  await withinUniversity(registry.db, caller.university.id, async (tx) => {
    const { before } = await lockedAffiliation(tx, order.id, order.ifMatch);
    await endBeliefs(tx, { recordId: before.userId, statementId: before.id, keepGrace: true });
    await markAffiliationDeleted(tx, before.id);
    await announceAffiliation(tx, caller, before, 'ended');
  });
  registry.waker.wake();
}
