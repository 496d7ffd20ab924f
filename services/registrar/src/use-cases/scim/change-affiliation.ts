import { isDeepStrictEqual } from 'node:util';
import { withinUniversity } from '@onecampus/directory';
import { type IfMatch, ScimError, type ScimResource } from '@onecampus/scim';
import type { Caller } from '../../provisioning/caller.ts';
import { lockedAffiliation } from '../../provisioning/locked-affiliation.ts';
import { announceAffiliation } from '../../provisioning/write-affiliation.ts';
import type { Registry } from '../../registry.ts';
import { writableAffiliation } from '../../rules/scim/affiliation-resource.ts';
import { readAffiliation } from '../../rules/scim/said-affiliation.ts';
import type { StoredAffiliationStatement } from '../../rules/scim/stored-affiliation.ts';
import { openBeliefs, withdrawBeliefs } from '../../store/scim/beliefs.ts';
import { findAffiliation, updateAffiliation } from '../../store/scim/said-affiliations.ts';

/**
 * Replaces what was said of an affiliation (PUT, and PATCH by way of `change`); what was believed until now stays readable
 * on the axis of what was known when. @throws ScimError 400, 404, 412; DomainError `row.refused`.
 */
export async function changeAffiliation(
  registry: Registry,
  caller: Caller,
  order: {
    readonly id: string;
    readonly change: (present: ScimResource) => ScimResource;
    readonly ifMatch: IfMatch | undefined;
  },
): Promise<StoredAffiliationStatement> {
  const { id, change, ifMatch } = order;
  const changed = await withinUniversity(registry.db, caller.university.id, async (tx) => {
    const { before, user } = await lockedAffiliation(tx, id, ifMatch);
    const present = writableAffiliation(before);
    const wanted = change(present);
    const said = readAffiliation(wanted, caller.university);
    if (said.userId !== before.userId) throw new ScimError(400, 'user of an Affiliation never changes.', 'mutability');
    if (isDeepStrictEqual(present, wanted)) return before;
    // A first second that was not meant to change keeps its microseconds.
    const isSameStart = said.validFrom !== null && Date.parse(said.validFrom) === before.validFrom.getTime();
    const validFrom = isSameStart ? null : said.validFrom;
    if (user.active) await withdrawBeliefs(tx, id);
    await updateAffiliation(tx, { id, universityId: caller.university.id, ...said, validFrom }, before.version);
    if (user.active) await openBeliefs(tx, user.id);
    await announceAffiliation(tx, caller, before, 'changed');
    return (await findAffiliation(tx, id))!;
  });
  registry.waker.wake();
  return changed;
}
