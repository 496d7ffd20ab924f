import type { AttributePath } from '../filter/filter.ts';
import { extensionOf, schemaIndex, subIndex, topAttribute } from './attribute-index.ts';
import type { ResourceSchemas, ScimAttribute, ScimSchema } from './schema.ts';

export interface FoundAttribute {
  readonly schema: ScimSchema;
  readonly attribute: ScimAttribute;
  readonly sub?: ScimAttribute;
  /** In the schema's spelling; `schema` only where it is an extension. */
  readonly path: AttributePath;
}

/**
 * The attribute a path names, in any case of letters (RFC 7643 §2.1), or nothing. Attributes of an extension are found by
 * their full name only (RFC 7644 §3.10); the core schema may be named or left out.
 */
export function findAttribute(schemas: ResourceSchemas, path: AttributePath): FoundAttribute | undefined {
  const [base] = schemas;
  const isBase = path.schema === undefined || path.schema.toLowerCase() === base.id.toLowerCase();
  const schema = isBase ? base : extensionOf(schemas, path.schema!);
  if (!schema) return undefined;
  const attribute = isBase ? topAttribute(schemas, path.name) : schemaIndex(schema).get(path.name.toLowerCase());
  if (!attribute) return undefined;
  const found = { schema, attribute };
  const canonical = { ...(isBase ? {} : { schema: schema.id }), name: attribute.name };
  if (path.sub === undefined) return { ...found, path: canonical };
  const sub = subIndex(attribute).get(path.sub.toLowerCase());
  return sub && { ...found, sub, path: { ...canonical, sub: sub.name } };
}
