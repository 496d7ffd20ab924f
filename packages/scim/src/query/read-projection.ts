import { refuse } from '../errors/scim-error.ts';
import type { AttributePath } from '../filter/filter.ts';
import { selectionOf } from '../resources/selection.ts';
import { findAttribute } from '../schemas/find-attribute.ts';
import type { ResourceSchemas } from '../schemas/schema.ts';
import type { Query } from './list-query.ts';
import type { Projection } from './projection.ts';
import { readPath } from './read-path.ts';

const names_max = 200;

/** Names out of a comma-separated parameter of a URL or a list of a search; nothing if there are none. */
function readNames(value: unknown, parameter: string): AttributePath[] | undefined {
  if (value === undefined || value === null) return undefined;
  const texts: unknown[] = (Array.isArray(value) ? value : [value]).flatMap((one: unknown) =>
    typeof one === 'string' ? one.split(',', names_max + 1) : [one],
  );
  const names = texts.filter((text) => typeof text !== 'string' || text.trim() !== '');
  if (names.length > names_max) throw refuse('invalidValue', `${parameter} holds more than ${names_max} names.`);
  return names.length === 0 ? undefined : names.map((name) => readPath(name, parameter, 'invalidValue'));
}

/** `attributes` or `excludedAttributes` of a query or search; both at once is 400 invalidValue (RFC 7644 §3.9). */
export function readProjection(query: Query): Projection {
  const attributes = readNames(query['attributes'], 'attributes');
  const excludedAttributes = readNames(query['excludedAttributes'], 'excludedAttributes');
  if (attributes && excludedAttributes) {
    throw refuse('invalidValue', 'attributes and excludedAttributes exclude each other; use one.');
  }
  return { ...(attributes ? { attributes } : {}), ...(excludedAttributes ? { excludedAttributes } : {}) };
}

/** Whether any part of an attribute will be in the answer: ask before reading 10,000 members (behaviour 3). */
export function isReturned(projection: Projection, path: AttributePath, schemas: ResourceSchemas): boolean {
  const found = findAttribute(schemas, path);
  return found !== undefined && selectionOf(projection, schemas).of(found.attribute, found.path.schema) !== 'none';
}
