import type { Tx } from '@onecampus/database';
import type { Registry } from '../registry.ts';
import type { SaidUser } from '../rules/scim/said-user.ts';
import { endBeliefs, openBeliefs } from '../store/scim/beliefs.ts';
import {
  insertAffiliation,
  lockAffiliationsOf,
  markAffiliationDeleted,
  speaksForItself,
} from '../store/scim/said-affiliations.ts';
import type { Caller } from './caller.ts';

/**
 * Brings a User's affiliations in line with what the User says: one made from userType where nothing better is said, and
 * none beyond this moment where he is not active. True where anything that is believed changed.
 */
export async function followUserType(
  tx: Tx,
  registry: Registry,
  caller: Caller,
  user: { readonly id: string; readonly active: boolean; readonly said: SaidUser },
): Promise<boolean> {
  const { university } = caller;
  const statements = await lockAffiliationsOf(tx, user.id);
  let changes = 0;
  if (!(await speaksForItself(tx, user.id))) {
    const wanted = user.said.affiliation;
    for (const one of statements.filter(({ affiliation }) => affiliation !== wanted)) {
      changes += await endBeliefs(tx, { recordId: user.id, statementId: one.id, keepGrace: true });
      await markAffiliationDeleted(tx, one.id);
    }
    if (wanted !== undefined && !statements.some(({ affiliation }) => affiliation === wanted)) {
      await insertAffiliation(tx, {
        id: registry.newId(),
        userId: user.id,
        universityId: university.id,
        externalId: null,
        scope: university.homeOrganization,
        affiliation: wanted,
        orgUnit: null,
        programme: null,
        validFrom: null,
        validUntil: null,
        grace: null,
        endReason: null,
        fromUserType: true,
      });
    }
  }
  changes += user.active
    ? await openBeliefs(tx, user.id)
    : await endBeliefs(tx, { recordId: user.id, keepGrace: false });
  return changes > 0;
}
