import type { ListResponse } from '../query/list-response.ts';

/** Answer to GET /Schemas, RFC 7643 §7. */
export function schemasList(_base: string): ListResponse<Readonly<Record<string, unknown>>> {
  throw new Error('being written');
}
