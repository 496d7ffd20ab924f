import type { ResourceSchemas } from '../schemas/schema.ts';
import type { Query, Sort } from './list-query.ts';

/** RFC 7644 §3.4.2.3; nothing without sortBy. */
export function readSort(_query: Query, _schemas: ResourceSchemas): Sort | undefined {
  throw new Error('being written');
}
