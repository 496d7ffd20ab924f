import type { PageClauses } from '../../rules/scim/page-clauses.ts';

/**
 * The end of a list statement, from `where` on: what was asked, from where, in which order, how many. `id` is the id's
 * column. `again` is the order of a statement around it that has the columns `id` and `"sortKey"` of a `page`: rows are
 * chosen first and filled afterwards, because OFFSET computes whatever is selected of the rows that it passes over.
 */
export function pageSql(clauses: PageClauses, id: string): { sql: string; values: unknown[]; again: string } {
  const { where, sortKey, descending, after, limit, offset } = clauses;
  const [order, beyond] = descending ? ['desc', '<'] : ['asc', '>'];
  const byId = sortKey.sql === `''`;
  const key = `(${sortKey.sql}) collate "C"`;
  const parts = [`(${where.sql})`];
  const values: unknown[] = [...where.values];
  if (after && byId) {
    parts.push(`${id} ${beyond} ?::uuid`);
    values.push(after.id);
  } else if (after) {
    parts.push(`(${key}, ${id}) ${beyond} (?::text collate "C", ?::uuid)`);
    values.push(...sortKey.values, after.key, after.id);
  }
  const by = byId ? `${id} ${order}` : `${key} ${order}, ${id} ${order}`;
  if (!byId) values.push(...sortKey.values);
  return {
    sql: `${parts.join(' and ')} order by ${by} limit ? offset ?`,
    values: [...values, limit, offset],
    again: byId ? `page.id ${order}` : `page."sortKey" collate "C" ${order}, page.id ${order}`,
  };
}
