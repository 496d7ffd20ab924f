export const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

export interface ListResponse<T> {
  readonly schemas: readonly [typeof LIST_RESPONSE];
  readonly totalResults: number;
  readonly itemsPerPage: number;
  readonly startIndex?: number;
  readonly nextCursor?: string;
  readonly previousCursor?: string;
  readonly Resources: readonly T[];
}

/** RFC 7644 §3.4.2 and RFC 9865 §2. */
export function listResponse<T>(_page: {
  total: number;
  startIndex?: number;
  resources: readonly T[];
  nextCursor?: string | undefined;
  previousCursor?: string | undefined;
}): ListResponse<T> {
  throw new Error('being written');
}
