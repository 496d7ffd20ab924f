import { type ListResponse, listResponse } from '../query/list-response.ts';
import { affiliationSchemas, groupSchemas, userSchemas } from './resource-schemas.ts';
import type { ScimAttribute, ScimSchema } from './schema.ts';

const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';

/** The characteristics of RFC 7643 §7 and no others: what is ours alone stays here. */
function published({
  closed: _,
  format: __,
  subAttributes,
  ...attribute
}: ScimAttribute): Readonly<Record<string, unknown>> {
  return { ...attribute, ...(subAttributes ? { subAttributes: subAttributes.map(published) } : {}) };
}

function resource({ id, name, description, attributes }: ScimSchema, base: string): Readonly<Record<string, unknown>> {
  return {
    schemas: [SCHEMA],
    id,
    name,
    description,
    attributes: attributes.map(published),
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
  };
}

/** Answer to GET /Schemas, RFC 7643 §7, a ListResponse (behaviour 11). `base`: `https://…/scim/v2/tsu.ru`, no slash at the end. */
export function schemasList(base: string): ListResponse<Readonly<Record<string, unknown>>> {
  const schemas = [...userSchemas, ...groupSchemas, ...affiliationSchemas].map((schema) => resource(schema, base));
  return listResponse({ total: schemas.length, startIndex: 1, resources: schemas });
}
