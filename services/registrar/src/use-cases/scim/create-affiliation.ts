import type { Tx } from '@onecampus/database';
import { withinUniversity } from '@onecampus/directory';
import type { ScimResource } from '@onecampus/scim';
import type { Caller } from '../../provisioning/caller.ts';
import { announceAffiliation, userOfAffiliation } from '../../provisioning/write-affiliation.ts';
import type { Registry } from '../../registry.ts';
import { readAffiliation } from '../../rules/scim/said-affiliation.ts';
import type { StoredAffiliationStatement } from '../../rules/scim/stored-affiliation.ts';
import { openBeliefs, withdrawBeliefs } from '../../store/scim/beliefs.ts';
import {
  findAffiliation,
  insertAffiliation,
  lockAffiliationsOf,
  markAffiliationDeleted,
} from '../../store/scim/said-affiliations.ts';

/**
 * Takes an affiliation of a User. Of one who is not active it waits until he is. The affiliation that userType had made
 * gives way. @throws ScimError 400; DomainError `row.refused` where its window overlaps one of its kind.
 */
export async function createAffiliation(
  registry: Registry,
  caller: Caller,
  resource: ScimResource,
): Promise<StoredAffiliationStatement> {
  const said = readAffiliation(resource, caller.university);
  const id = registry.newId();
  const created = await withinUniversity(registry.db, caller.university.id, async (tx) => {
    const user = await userOfAffiliation(tx, said.userId);
    await withdrawMadeUp(tx, said.userId);
    await insertAffiliation(tx, { id, universityId: caller.university.id, ...said, fromUserType: false });
    if (user.active) await openBeliefs(tx, user.id);
    await announceAffiliation(tx, caller, { id, personId: user.personId }, 'created');
    return (await findAffiliation(tx, id))!;
  });
  registry.waker.wake();
  return created;
}

async function withdrawMadeUp(tx: Tx, userId: string): Promise<void> {
  const statements = await lockAffiliationsOf(tx, userId);
  for (const { id } of statements.filter((one) => one.fromUserType)) {
    await withdrawBeliefs(tx, id);
    await markAffiliationDeleted(tx, id);
  }
}
