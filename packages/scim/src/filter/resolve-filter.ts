import type { ResourceSchemas } from '../schemas/schema.ts';
import type { Filter } from './filter.ts';

/** The same filter with every name in the schema's spelling, complex attributes compared by their `value`, booleans and
 * numbers as such. Throws 400 invalidFilter on unknown or unreadable attributes and on comparisons that make no sense. */
export function resolveFilter(_filter: Filter, _schemas: ResourceSchemas): Filter {
  throw new Error('being written');
}
