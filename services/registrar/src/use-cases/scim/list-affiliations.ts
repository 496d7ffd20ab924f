import { withinUniversity } from '@onecampus/directory';
import type { Caller } from '../../provisioning/caller.ts';
import type { Registry } from '../../registry.ts';
import type { PageClauses } from '../../rules/scim/page-clauses.ts';
import type { StoredAffiliationStatement } from '../../rules/scim/stored-affiliation.ts';
import { countAffiliations, listAffiliations as list } from '../../store/scim/said-affiliations.ts';

/** One page of the university's Affiliations, and how many there are in all. */
export function listAffiliations(
  registry: Registry,
  caller: Caller,
  clauses: PageClauses,
): Promise<{ total: number; rows: (StoredAffiliationStatement & { readonly sortKey: string })[] }> {
  return withinUniversity(registry.db, caller.university.id, async (tx) => {
    const total = await countAffiliations(tx, clauses);
    return { total, rows: clauses.limit === 0 ? [] : await list(tx, clauses) };
  });
}
