import { refuse } from '../errors/scim-error.ts';
import { wordOf } from '../messages/message.ts';
import { subIndex } from '../schemas/attribute-index.ts';
import { findAttribute } from '../schemas/find-attribute.ts';
import type { ResourceSchemas } from '../schemas/schema.ts';
import type { Query, Sort } from './list-query.ts';
import { readPath } from './read-path.ts';

const ORDERS: ReadonlyMap<string, Sort['order']> = new Map([
  ['ascending', 'ascending'],
  ['descending', 'descending'],
]);

/**
 * RFC 7644 §3.4.2.3; nothing without sortBy. `emails` sorts by `emails.value` of the primary one. Throws 400 invalidPath
 * on an unknown attribute, invalidValue on an order that is none.
 */
export function readSort(query: Query, schemas: ResourceSchemas): Sort | undefined {
  const { sortBy, sortOrder } = query as { sortBy?: unknown; sortOrder?: unknown };
  if (sortBy === undefined || sortBy === null || sortBy === '') return undefined;
  const found = findAttribute(schemas, readPath(sortBy, 'sortBy', 'invalidPath'));
  const attribute = found?.sub ?? found?.attribute;
  const value = attribute?.type === 'complex' ? subIndex(attribute).get('value') : attribute;
  if (!found || !value || value.returned === 'never') {
    throw refuse('invalidPath', 'sortBy must name an attribute that has a simple value.');
  }
  const order = ORDERS.get(wordOf(sortOrder ?? 'ascending'));
  if (!order) throw refuse('invalidValue', 'sortOrder must be ascending or descending.');
  return { path: value === attribute ? found.path : { ...found.path, sub: value.name }, order };
}
