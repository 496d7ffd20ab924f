import { withinUniversity } from '@onecampus/directory';
import type { Caller } from '../../provisioning/caller.ts';
import type { Registry } from '../../registry.ts';
import type { PageClauses } from '../../rules/scim/page-clauses.ts';
import type { StoredUser } from '../../rules/scim/stored-user.ts';
import { countUsers, listUsers as list } from '../../store/scim/users.ts';

/** One page of the university's Users, and how many there are in all. */
export function listUsers(
  registry: Registry,
  caller: Caller,
  order: { readonly clauses: PageClauses; readonly withGroups: boolean },
): Promise<{ total: number; rows: (StoredUser & { readonly sortKey: string })[] }> {
  return withinUniversity(registry.db, caller.university.id, async (tx) => {
    const total = await countUsers(tx, order.clauses);
    const rows = order.clauses.limit === 0 ? [] : await list(tx, order.clauses, order.withGroups);
    return { total, rows };
  });
}
