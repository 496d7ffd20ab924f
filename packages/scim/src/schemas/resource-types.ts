import type { ListResponse } from '../query/list-response.ts';

/** Answer to GET /ResourceTypes, RFC 7643 §6. `base`: `https://…/scim/v2/tsu.ru`, no slash at the end. */
export function resourceTypes(_base: string): ListResponse<Readonly<Record<string, unknown>>> {
  throw new Error('being written');
}
