import {
  decodeCursor,
  encodeCursor,
  type ListQuery,
  type ListResponse,
  listResponse,
  type ScimResource,
} from '@onecampus/scim';
import type { ColumnOf } from '../rules/scim/filter-column.ts';
import { type CursorPlace, listIdentity, type PageClauses, pageClauses } from '../rules/scim/page-clauses.ts';

interface Row {
  readonly id: string;
  readonly sortKey: string;
}

/** One page of a list, by index (RFC 7644 §3.4.2.4) or by cursor (RFC 9865). */
export async function listPage<R extends Row>(
  query: ListQuery,
  columnOf: ColumnOf,
  read: (clauses: PageClauses) => Promise<{ total: number; rows: readonly R[] }>,
  toResource: (row: R) => ScimResource,
): Promise<ListResponse<ScimResource>> {
  const { paging } = query;
  const place = paging.kind === 'cursor' && paging.cursor !== undefined ? decodeCursor(paging.cursor) : undefined;
  const clauses = pageClauses(query, columnOf, place);
  if (paging.kind === 'index') {
    const { total, rows } = await read(clauses);
    return listResponse({ total, startIndex: paging.startIndex, resources: rows.map(toResource) });
  }
  // One more than asked for tells whether there is a next page.
  const { total, rows } = await read({ ...clauses, limit: clauses.limit + 1 });
  const page = rows.slice(0, clauses.limit);
  const last = page.at(-1);
  const next: CursorPlace | undefined =
    rows.length > page.length && last ? { k: last.sortKey, i: last.id, q: listIdentity(query) } : undefined;
  return listResponse({
    total,
    resources: page.map(toResource),
    ...(next === undefined ? {} : { nextCursor: encodeCursor(next) }),
  });
}
