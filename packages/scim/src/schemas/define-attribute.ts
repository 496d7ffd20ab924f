import type { AttributeType, ScimAttribute } from './schema.ts';

type Details = Partial<Omit<ScimAttribute, 'name' | 'type' | 'description' | 'subAttributes'>>;

/** An attribute with the defaults of RFC 7643 §2.2 where nothing else is said. */
export function attribute(
  name: string,
  type: AttributeType,
  description: string,
  details: Details = {},
): ScimAttribute {
  return {
    name,
    type,
    multiValued: false,
    description,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...details,
  };
}

/** An attribute made of sub-attributes. */
export function complex(
  name: string,
  description: string,
  subAttributes: readonly ScimAttribute[],
  details: Details = {},
): ScimAttribute {
  return { ...attribute(name, 'complex', description, details), subAttributes };
}

/** A multi-valued attribute of value, display, type and primary, RFC 7643 §2.4. */
export function plural(
  name: string,
  description: string,
  types: readonly string[],
  value: ScimAttribute = attribute('value', 'string', `The value.`),
): ScimAttribute {
  return complex(
    name,
    description,
    [
      value,
      attribute('display', 'string', 'A name for people to read.'),
      attribute('type', 'string', 'What the value is for.', types.length === 0 ? {} : { canonicalValues: types }),
      attribute('primary', 'boolean', 'True for the preferred one, once at most.'),
    ],
    { multiValued: true },
  );
}
