import type { AttributePath, Filter, FilterLimits } from '../filter/filter.ts';
import type { Projection } from './projection.ts';

export type Paging =
  | { readonly kind: 'index'; readonly startIndex: number; readonly count: number }
  /** `cursor` absent: the first page (`?cursor`, RFC 9865 §2). */
  | { readonly kind: 'cursor'; readonly cursor?: string; readonly count: number };

export interface PagingLimits {
  readonly count_default: number;
  readonly count_max: number;
}

export interface Sort {
  readonly path: AttributePath;
  readonly order: 'ascending' | 'descending';
}

/** What a list or a search asks for; the filter is resolved against the schemas. */
export interface ListQuery {
  readonly filter?: Filter;
  readonly sort?: Sort;
  readonly paging: Paging;
  readonly projection: Projection;
}

export type ListLimits = PagingLimits & FilterLimits;

/** Parameters of a URL as express gives them, or the body of a search: nothing in it is trusted. */
export type Query = Readonly<Record<string, unknown>>;
