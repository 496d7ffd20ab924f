import type { ResourceSchemas } from '../schemas/schema.ts';
import type { ScimResource } from './scim-resource.ts';

/** Body of a POST or PUT in the schema's spelling and types. */
export function readResource(_body: unknown, _schemas: ResourceSchemas): ScimResource {
  throw new Error('being written');
}
