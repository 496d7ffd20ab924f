import type { Filter } from '@onecampus/scim';

/** A piece of SQL with `?` for each of its values. */
export interface SqlPiece {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * How one attribute is found in the database. The words are ours, never the client's.
 * - `text`: `sql` is a text expression; `fold` says that case does not matter, `folded` that it is stored folded already.
 * - `uuid`, `time`, `boolean`: `sql` is of that type.
 * - `elements`: one row for each element; `from` binds it as jsonb `one`, `prefilter` is an index for addresses.
 * - `rows`: elements in a table of their own: `where` gets the condition on `sub`.
 */
export type FilterColumn =
  | { readonly kind: 'text'; readonly piece: SqlPiece; readonly fold: 'fold' | 'folded' | 'exact' }
  | { readonly kind: 'uuid' | 'time' | 'boolean'; readonly piece: SqlPiece }
  | {
      readonly kind: 'elements';
      readonly list: SqlPiece;
      readonly exact: ReadonlySet<string>;
      readonly prefilter?: (filter: Filter) => SqlPiece | undefined;
    }
  | { readonly kind: 'rows'; readonly exists: string; readonly subs: Readonly<Record<string, FilterColumn>> };

/** The column of an attribute path as `printPath` writes it; nothing: it cannot be asked for. */
export type ColumnOf = (path: string) => FilterColumn | undefined;
