import type { Projection } from '../query/projection.ts';
import type { ResourceSchemas } from '../schemas/schema.ts';
import type { ScimResource } from './scim-resource.ts';

/** What of a resource is returned, RFC 7644 §3.4.2.5; never a null. */
export function project(_resource: ScimResource, _projection: Projection, _schemas: ResourceSchemas): ScimResource {
  throw new Error('being written');
}
