import { withinUniversity } from '@onecampus/directory';
import type { Caller } from '../../provisioning/caller.ts';
import { isId, noSuch } from '../../provisioning/refusals.ts';
import type { Registry } from '../../registry.ts';
import type { StoredAffiliationStatement } from '../../rules/scim/stored-affiliation.ts';
import { findAffiliation } from '../../store/scim/said-affiliations.ts';

/** One Affiliation of the university. @throws ScimError 404. */
export async function showAffiliation(
  registry: Registry,
  caller: Caller,
  id: string,
): Promise<StoredAffiliationStatement> {
  if (!isId(id)) throw noSuch('Affiliation');
  const found = await withinUniversity(registry.db, caller.university.id, (tx) => findAffiliation(tx, id));
  if (!found) throw noSuch('Affiliation');
  return found;
}
