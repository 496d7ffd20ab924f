import type { ResourceSchemas } from '../schemas/schema.ts';
import type { ListLimits, ListQuery, Query } from './list-query.ts';

/** Everything a GET of a list may ask for. */
export function readListQuery(_query: Query, _schemas: ResourceSchemas, _limits: ListLimits): ListQuery {
  throw new Error('being written');
}

/** The same out of the body of `POST /.search`, RFC 7644 §3.4.3. */
export function readSearchRequest(_body: unknown, _schemas: ResourceSchemas, _limits: ListLimits): ListQuery {
  throw new Error('being written');
}
