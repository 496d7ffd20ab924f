import type { Tx } from '@onecampus/database';
import type { IfMatch } from '@onecampus/scim';
import type { StoredAffiliationStatement } from '../rules/scim/stored-affiliation.ts';
import type { StoredUser } from '../rules/scim/stored-user.ts';
import { findAffiliation } from '../store/scim/said-affiliations.ts';
import { isMatched } from './locked-user.ts';
import { changedMeanwhile, isId, noSuch } from './refusals.ts';
import { userOfAffiliation } from './write-affiliation.ts';

/**
 * An Affiliation with its User, both held by the lock of the User's record: what one User's affiliations are is changed by
 * one request at a time. @throws ScimError 404, 412.
 */
export async function lockedAffiliation(
  tx: Tx,
  id: string,
  ifMatch: IfMatch | undefined,
): Promise<{ before: StoredAffiliationStatement; user: StoredUser }> {
  const seen = isId(id) ? await findAffiliation(tx, id) : undefined;
  if (!seen) throw noSuch('Affiliation');
  const user = await userOfAffiliation(tx, seen.userId);
  const before = await findAffiliation(tx, id);
  if (!before) throw noSuch('Affiliation');
  if (!isMatched(ifMatch, before.version)) throw changedMeanwhile();
  return { before, user };
}
