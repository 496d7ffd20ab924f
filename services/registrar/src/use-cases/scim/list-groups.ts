import { withinUniversity } from '@onecampus/directory';
import type { Caller } from '../../provisioning/caller.ts';
import type { Registry } from '../../registry.ts';
import type { PageClauses } from '../../rules/scim/page-clauses.ts';
import type { StoredGroup } from '../../rules/scim/stored-group.ts';
import { countGroups, listGroups as list } from '../../store/scim/groups.ts';

/** One page of the university's Groups, and how many there are in all. */
export function listGroups(
  registry: Registry,
  caller: Caller,
  order: { readonly clauses: PageClauses; readonly withMembers: boolean },
): Promise<{ total: number; rows: (StoredGroup & { readonly sortKey: string })[] }> {
  return withinUniversity(registry.db, caller.university.id, async (tx) => {
    const total = await countGroups(tx, order.clauses);
    const rows = order.clauses.limit === 0 ? [] : await list(tx, order.clauses, order.withMembers);
    return { total, rows };
  });
}
