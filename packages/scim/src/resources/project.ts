import type { Projection } from '../query/projection.ts';
import { extensionOf, schemaIndex, subIndex, topAttribute } from '../schemas/attribute-index.ts';
import type { ResourceSchemas, ScimAttribute } from '../schemas/schema.ts';
import { isObject } from './read-value.ts';
import type { ScimResource } from './scim-resource.ts';
import { type Selected, selectionOf } from './selection.ts';

function isAssigned(value: unknown): boolean {
  return value !== null && value !== undefined;
}

/** The sub-attributes of one complex value that are returned, in the order they stand in. */
function projectParts(value: unknown, attribute: ScimAttribute, selected: Selected): unknown {
  if (!isObject(value) || attribute.type !== 'complex') return value;
  const subs = subIndex(attribute);
  const parts: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const sub = subs.get(key.toLowerCase());
    if (sub === undefined || sub.returned === 'never' || !isAssigned(value[key])) continue;
    if (selected === 'all' ? sub.returned !== 'request' : selected !== 'none' && selected.has(sub))
      parts[sub.name] = value[key];
  }
  return parts;
}

function projectValue(value: unknown, attribute: ScimAttribute, selected: Selected): unknown {
  if (!Array.isArray(value)) return projectParts(value, attribute, selected);
  return value.filter(isAssigned).map((one) => projectParts(one, attribute, selected));
}

/**
 * What of a resource is returned, RFC 7644 §3.4.2.5. Attributes that no schema knows are left out, so that a column read
 * by mistake does not leave the house; and there is never a null (behaviour 11).
 */
export function project(resource: ScimResource, projection: Projection, schemas: ResourceSchemas): ScimResource {
  const selection = selectionOf(projection, schemas);
  const result: Record<string, unknown> = {};
  const take = (into: Record<string, unknown>, attribute: ScimAttribute | undefined, value: unknown, urn?: string) => {
    if (!attribute || !isAssigned(value)) return;
    const selected = selection.of(attribute, urn);
    if (selected === 'none') return;
    const shown = projectValue(value, attribute, selected);
    if (!isObject(shown) || Object.keys(shown).length > 0) into[attribute.name] = shown;
  };
  for (const [key, value] of Object.entries(resource)) {
    const extension = key.includes(':') ? extensionOf(schemas, key) : undefined;
    if (!extension) {
      take(result, topAttribute(schemas, key), value);
    } else if (isObject(value)) {
      const index = schemaIndex(extension);
      const parts: Record<string, unknown> = {};
      for (const [name, part] of Object.entries(value)) take(parts, index.get(name.toLowerCase()), part, extension.id);
      if (Object.keys(parts).length > 0) result[extension.id] = parts;
    }
  }
  return result;
}
