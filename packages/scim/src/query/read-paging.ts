import type { Paging, PagingLimits, Query } from './list-query.ts';

/** RFC 7644 §3.4.2.4 and RFC 9865 §2. */
export function readPaging(_query: Query, _limits: PagingLimits): Paging {
  throw new Error('being written');
}
