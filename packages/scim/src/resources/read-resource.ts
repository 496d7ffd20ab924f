import { refuse } from '../errors/scim-error.ts';
import { extensionOf, schemaIndex, topAttribute } from '../schemas/attribute-index.ts';
import type { ResourceSchemas } from '../schemas/schema.ts';
import { readAttributes, requireAttributes } from './read-attributes.ts';
import { isObject } from './read-value.ts';
import type { ScimResource } from './scim-resource.ts';

/** `schemas`, where it is given, must name the schema of the resource; unknown extensions beside it are ignored. */
function checkSchemas(named: unknown, [base]: ResourceSchemas): void {
  if (named === undefined || named === null) return;
  const isList = Array.isArray(named) && named.every((urn) => typeof urn === 'string');
  if (!isList) throw refuse('invalidSyntax', 'schemas must be a list of URNs.');
  if (!named.some((urn: string) => urn.toLowerCase() === base.id.toLowerCase())) {
    throw refuse('invalidSyntax', `schemas must name ${base.id}.`);
  }
}

/**
 * The body of a POST or PUT (RFC 7644 §3.3, §3.5.1) in the schema's spelling and types: core attributes at the top, each
 * extension below its URN, `schemas` made from what is there.
 *
 * - Names in any case of letters. Values as sent (behaviour 12).
 * - null, [] and {} are unassigned: left out.
 * - readOnly attributes, `id` and `meta` among them, are ignored (§3.5.1), so that PUT wipes none (behaviour 16).
 * - Unknown attributes and extensions are ignored; a client may know more than we do.
 * - Throws 400 invalidSyntax if the body is no such resource, 400 invalidValue on a wrong type or a missing value.
 */
export function readResource(body: unknown, schemas: ResourceSchemas): ScimResource {
  if (!isObject(body)) throw refuse('invalidSyntax', 'The body must be a JSON object.');
  const [base] = schemas;
  const nameOfSchemas = Object.keys(body).find((key) => key.toLowerCase() === 'schemas');
  checkSchemas(nameOfSchemas === undefined ? undefined : body[nameOfSchemas], schemas);
  const top = readAttributes(body, (name) => topAttribute(schemas, name), '');
  requireAttributes(base.attributes, top);

  const extensions: Record<string, unknown> = {};
  for (const key of Object.keys(body)) {
    const extension = key.includes(':') ? extensionOf(schemas, key) : undefined;
    const value = body[key];
    if (!extension || value === null) continue;
    if (!isObject(value)) throw refuse('invalidValue', `${extension.id} must be an object.`);
    if (extension.id in extensions) throw refuse('invalidValue', `${extension.id} is given twice.`);
    const read = readAttributes(value, (name) => schemaIndex(extension).get(name.toLowerCase()), `${extension.id}:`);
    if (Object.keys(read).length > 0) extensions[extension.id] = read;
  }
  return { schemas: [base.id, ...Object.keys(extensions)], ...top, ...extensions };
}
