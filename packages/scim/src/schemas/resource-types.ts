import { type ListResponse, listResponse } from '../query/list-response.ts';
import { affiliationSchemas, groupSchemas, userSchemas } from './resource-schemas.ts';
import type { ResourceSchemas } from './schema.ts';

const RESOURCE_TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType';

function resource(
  [schema, ...extensions]: ResourceSchemas,
  endpoint: string,
  base: string,
): Readonly<Record<string, unknown>> {
  return {
    schemas: [RESOURCE_TYPE],
    id: schema.name,
    name: schema.name,
    endpoint,
    description: schema.description,
    schema: schema.id,
    ...(extensions.length > 0
      ? { schemaExtensions: extensions.map(({ id }) => ({ schema: id, required: false })) }
      : {}),
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${schema.name}` },
  };
}

/** Answer to GET /ResourceTypes, RFC 7643 §6. `base`: `https://…/scim/v2/tsu.ru`, no slash at the end. */
export function resourceTypes(base: string): ListResponse<Readonly<Record<string, unknown>>> {
  const types = [
    resource(userSchemas, '/Users', base),
    resource(groupSchemas, '/Groups', base),
    resource(affiliationSchemas, '/Affiliations', base),
  ];
  return listResponse({ total: types.length, startIndex: 1, resources: types });
}
