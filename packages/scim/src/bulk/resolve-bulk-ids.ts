import { refuse } from '../errors/scim-error.ts';
import { isObject } from '../resources/read-value.ts';

const PREFIX = 'bulkId:';
const depth_max = 20;

/** Each string of the form `bulkId:…` in a value, replaced by what `replace` says; everything else as it is. */
export function mapBulkIds(value: unknown, replace: (bulkId: string) => string, depth = 0): unknown {
  if (typeof value === 'string') return value.startsWith(PREFIX) ? replace(value.slice(PREFIX.length)) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= depth_max) throw refuse('invalidSyntax', `The data is nested more than ${depth_max} deep.`);
  if (Array.isArray(value)) return value.map((one) => mapBulkIds(one, replace, depth + 1));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapBulkIds(one, replace, depth + 1)]));
}

/**
 * `data`, or the id of a path, with every `bulkId:x` (RFC 7644 §3.7.2) replaced by the id of what was made under it.
 * Throws 400 invalidValue on one that made nothing: it is unknown, or its own operation failed.
 */
export function resolveBulkIds<T>(data: T, ids: ReadonlyMap<string, string>): T {
  return mapBulkIds(data, (bulkId) => {
    const id = ids.get(bulkId);
    if (id === undefined)
      throw refuse('invalidValue', 'The operation refers to a bulkId under which nothing was made.');
    return id;
  }) as T;
}
