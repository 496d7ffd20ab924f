import { commonAttributes } from './common-attributes.ts';
import type { ResourceSchemas, ScimAttribute, ScimSchema } from './schema.ts';

export type AttributeIndex = ReadonlyMap<string, ScimAttribute>;

function indexOf(attributes: readonly ScimAttribute[]): AttributeIndex {
  return new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]));
}

/** Schemas are constants: each is indexed once, so that a PATCH of 10,000 members does not search lists. */
function remembered<Key extends object>(attributesOf: (key: Key) => readonly ScimAttribute[]) {
  const known = new WeakMap<Key, AttributeIndex>();
  return (key: Key): AttributeIndex => {
    const index = known.get(key) ?? indexOf(attributesOf(key));
    known.set(key, index);
    return index;
  };
}

const common = indexOf(commonAttributes);

/** Attributes of one schema by lower-case name. */
export const schemaIndex = remembered<ScimSchema>((schema) => schema.attributes);

/** Sub-attributes by lower-case name; none for a simple attribute. */
export const subIndex = remembered<ScimAttribute>((attribute) => attribute.subAttributes ?? []);

/** An attribute at the top of a resource, common ones included. */
export function topAttribute([schema]: ResourceSchemas, name: string): ScimAttribute | undefined {
  const key = name.toLowerCase();
  return schemaIndex(schema).get(key) ?? common.get(key);
}

/** The extension with this URN, in any case of letters. */
export function extensionOf([, ...extensions]: ResourceSchemas, urn: string): ScimSchema | undefined {
  return extensions.find(({ id }) => id.length === urn.length && id.toLowerCase() === urn.toLowerCase());
}
