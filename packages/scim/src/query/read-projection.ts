import type { AttributePath } from '../filter/filter.ts';
import type { ResourceSchemas } from '../schemas/schema.ts';
import type { Query } from './list-query.ts';
import type { Projection } from './projection.ts';

/** `attributes` or `excludedAttributes` of a query or search; both at once is 400 invalidValue (RFC 7644 §3.9). */
export function readProjection(_query: Query): Projection {
  throw new Error('being written');
}

/** Whether any part of an attribute will be in the answer: ask before reading 10,000 members (behaviour 3). */
export function isReturned(_projection: Projection, _path: AttributePath, _schemas: ResourceSchemas): boolean {
  throw new Error('being written');
}
