import { type ListQuery, printFilter, printPath, ScimError } from '@onecampus/scim';
import { compileFilter } from './compile-filter.ts';
import type { ColumnOf, FilterColumn, SqlPiece } from './filter-column.ts';

/** The parts of a list statement that depend on what was asked. */
export interface PageClauses {
  /** Which resources: for the total. */
  readonly where: SqlPiece;
  /** A text by which pages follow each other; `''` where the order is that of the ids. */
  readonly sortKey: SqlPiece;
  readonly descending: boolean;
  /** Where the last page ended, by cursor. */
  readonly after: { readonly key: string; readonly id: string } | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** What a cursor holds: the place, and what the list was of. */
export interface CursorPlace {
  readonly k: string;
  readonly i: string;
  readonly q: string;
}

const uuidPattern = /^[0-9a-f-]{36}$/;

/**
 * A list query as pieces of SQL. A cursor goes on from a row, not from a count, so that rows which come or go meanwhile
 * neither repeat nor skip another. @throws ScimError 400 invalidFilter, invalidPath, invalidCursor.
 */
export function pageClauses(query: ListQuery, columnOf: ColumnOf, place: unknown): PageClauses {
  const { filter, sort, paging } = query;
  return {
    where: filter === undefined ? { sql: 'true', values: [] } : compileFilter(filter, columnOf),
    sortKey:
      sort === undefined ? { sql: `''`, values: [] } : keyOf(columnOf(printPath(sort.path)), columnOf, sort.path.name),
    descending: sort?.order === 'descending',
    after: place === undefined ? undefined : readPlace(place, query),
    limit: paging.count,
    offset: paging.kind === 'index' ? paging.startIndex - 1 : 0,
  };
}

/** What makes two pages parts of one list. */
export function listIdentity({ filter, sort }: ListQuery): string {
  const text = `${filter === undefined ? '' : printFilter(filter)} ${sort === undefined ? '' : `${printPath(sort.path)} ${sort.order}`}`;
  let hash = 5381;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 33) ^ text.charCodeAt(at)) >>> 0;
  return hash.toString(36);
}

function readPlace(place: unknown, query: ListQuery): { key: string; id: string } {
  const { k, i, q } = (place ?? {}) as Partial<CursorPlace>;
  if (typeof k !== 'string' || typeof i !== 'string' || !uuidPattern.test(i)) {
    throw new ScimError(
      400,
      'The cursor is not one that an answer held; begin again from the first page.',
      'invalidCursor',
    );
  }
  if (q !== listIdentity(query)) {
    throw new ScimError(
      400,
      'The cursor belongs to another filter or order; begin again from the first page.',
      'invalidCursor',
    );
  }
  return { key: k, id: i };
}

function keyOf(column: FilterColumn | undefined, columnOf: ColumnOf, name: string): SqlPiece {
  const whole = columnOf(name);
  if (whole?.kind === 'elements') {
    // By the primary value, or the first (RFC 7644 §3.4.2.3).
    return {
      sql: `coalesce((select lower(one ->> 'value') from jsonb_array_elements(${whole.list.sql}) with ordinality as e (one, n)
                      order by (one ->> 'primary') is distinct from 'true', n limit 1), '')`,
      values: whole.list.values,
    };
  }
  if (column === undefined || !('piece' in column))
    throw new ScimError(400, `${name} cannot be sorted by.`, 'invalidPath');
  const { sql, values } = column.piece;
  switch (column.kind) {
    case 'text':
      return { sql: `coalesce(${column.fold === 'fold' ? `lower(${sql})` : sql}, '')`, values };
    case 'time':
      return { sql: `coalesce(to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '')`, values };
    default:
      return { sql: `coalesce(${sql}::text, '')`, values };
  }
}
