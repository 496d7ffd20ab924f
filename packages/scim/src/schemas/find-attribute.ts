import type { AttributePath } from '../filter/filter.ts';
import type { ResourceSchemas, ScimAttribute, ScimSchema } from './schema.ts';

export interface FoundAttribute {
  readonly schema: ScimSchema;
  readonly attribute: ScimAttribute;
  readonly sub?: ScimAttribute;
  /** In the schema's spelling; `schema` only where it is an extension. */
  readonly path: AttributePath;
}

/** The attribute a path names, in any case of letters (RFC 7643 §2.1), or nothing. */
export function findAttribute(_schemas: ResourceSchemas, _path: AttributePath): FoundAttribute | undefined {
  throw new Error('being written');
}
